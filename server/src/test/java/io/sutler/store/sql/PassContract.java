package io.sutler.store.sql;

import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.store.Finish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What passes read and write. */
abstract class PassContract extends StoreContract {
  PassContract(Database database) {
    super(database);
  }

  /** An end of a pass that saw this generation reached. */
  static Finish observing(long key, long mark, long generation) {
    var outputs = Map.of("url", new OutputValue("database", false, (Object) ("v" + generation)));
    return new Finish(
        key,
        Optional.of(new Observed(generation, List.of(), outputs)),
        List.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        false,
        mark,
        Long.MAX_VALUE,
        0);
  }
}
