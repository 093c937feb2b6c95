package io.sutler.store.sql;

import io.sutler.domain.ComponentRecord;
import io.sutler.json.Json;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pass concluded, with its JSON written once by the pass's own thread. */
record FinishInput(
    Fence fence,
    Finish finish,
    Optional<String> observed,
    List<Object[]> components,
    List<Object[]> ends) {

  static FinishInput of(Fence fence, Finish finish) {
    var components = new ArrayList<Object[]>();
    for (ComponentRecord component : finish.upserts()) {
      components.add(ComponentRows.upsert(finish.key(), component));
    }
    var ends = new ArrayList<Object[]>();
    for (CommandEnd end : finish.ends()) {
      ends.add(CommandRows.end(end));
    }
    return new FinishInput(fence, finish, finish.observed().map(Json::write), components, ends);
  }
}
