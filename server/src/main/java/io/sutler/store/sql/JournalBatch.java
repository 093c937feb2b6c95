package io.sutler.store.sql;

import io.sutler.domain.Run;
import io.sutler.domain.Step;
import io.sutler.store.Fence;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts runs and journals steps. The result is false for those fenced off. */
final class JournalBatch implements Batch<JournalBatch.Entry, Boolean> {
  private final Leases leases;

  JournalBatch(Leases leases) {
    this.leases = leases;
  }

  /**
   * What to journal.
   *
   * @param run to start, if any
   * @param components rows of records that the steps intend or tell of
   * @param cutOff when what a dead process left open was taken over
   */
  record Entry(
      Fence fence,
      long key,
      Optional<Run> run,
      List<Step> steps,
      List<Object[]> components,
      Optional<Instant> cutOff) {}

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public List<Boolean> run(Session session, List<Entry> inputs) throws SQLException {
    var valid = leases.valid(session, inputs.stream().map(Entry::fence).distinct().toList());
    var runs = new ArrayList<Object[]>();
    Map<String, Object[]> steps = new LinkedHashMap<>();
    Map<String, Object[]> components = new LinkedHashMap<>();
    var cutOff = new ArrayList<Object[]>();
    var results = new ArrayList<Boolean>(inputs.size());
    for (var entry : inputs) {
      boolean held = valid.contains(entry.fence);
      results.add(held);
      if (held) {
        entry.run.ifPresent(run -> runs.add(RunRows.insert(entry.key, run)));
        entry.components.forEach(row -> components.put(row[0] + "/" + row[1], row));
        entry.cutOff.ifPresent(at -> cutOff.add(new Object[] {at, entry.key}));
        for (var step : entry.steps) {
          steps.put(step.run() + "/" + step.number(), RunRows.upsert(step));
        }
      }
    }
    session.batch(RunRows.CUT_OFF, cutOff);
    session.batch(RunRows.INSERT_RUN, runs);
    session.batch(RunRows.UPSERT_STEP, steps.values());
    session.batch(ComponentRows.UPSERT, components.values());
    return results;
  }
}
