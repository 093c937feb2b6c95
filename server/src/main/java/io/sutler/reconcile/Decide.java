package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Observation;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From what is desired and what was seen to what to do. Pure and total: the same arguments always
 * give the same decision, and no data makes it throw.
 */
public final class Decide {
  private static final Facts NOTHING_KNOWN = new Facts(Optional.empty(), new Observation.Absent());

  private Decide() {}

  /**
   * @param seen by component name: all that is recorded, and a fresh observation of all that is
   *     recorded or declared
   */
  public static Decision decide(Level level, Map<String, Facts> seen, Instant now) {
    var declared = new JudgeDeclared(level, now);
    var leftover = new JudgeLeftover(level, now);
    Map<String, Resolution> wanted = new LinkedHashMap<>();
    level.components().forEach(r -> wanted.put(r.name(), r));
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (var resolution : level.components()) {
      var facts = seen.getOrDefault(resolution.name(), NOTHING_KNOWN);
      verdicts.put(
          resolution.name(),
          switch (resolution) {
            case Resolution.Resolved resolved -> declared.judge(resolved.component(), facts);
            case Resolution.Waiting waiting ->
                unresolved(
                    level,
                    declared,
                    facts,
                    new Verdict.Waits("WaitsForOutput", waiting.reason(), Optional.empty()));
            case Resolution.Broken broken ->
                unresolved(
                    level,
                    declared,
                    facts,
                    new Verdict.Stuck("Broken", broken.failure().message()));
          });
    }
    Map<String, ComponentRecord> leftovers = new TreeMap<>();
    new TreeMap<>(seen)
        .forEach((name, facts) -> {
          if (facts.record().isEmpty() || wanted.containsKey(name)) {
            return;
          }
          if (level.components().stream().noneMatch(r -> r.declares(name))) {
            leftovers.put(name, facts.record().get());
            var record = facts.record().get();
            var verdict = leftover.judge(record, facts.observation());
            verdicts.put(name, leftover.asks(verdict) ? atRest(declared, facts, verdict) : verdict);
          } else if (level.runState() != RunState.RUNNING) {
            verdicts.put(name, declared.unresolved(facts.record().get(), facts));
          }
        });
    var ordered = new Order(wanted, leftovers, seen).arrange(verdicts);
    new Leaves(level, seen, now).tell(ordered);
    return new Conclude(level, now).decision(ordered);
  }

  /** What waits for a person's word about its data rests with all others meanwhile. */
  private static Verdict atRest(JudgeDeclared declared, Facts facts, Verdict asks) {
    var stop = declared.unresolved(facts.record().orElseThrow(), facts);
    return stop instanceof Verdict.Fine ? asks : stop;
  }

  private static Verdict unresolved(
      Level level, JudgeDeclared declared, Facts facts, Verdict whenRunning) {
    if (level.runState() == RunState.RUNNING) {
      return whenRunning;
    }
    return facts.record().isPresent()
        ? declared.unresolved(facts.record().get(), facts)
        : new Verdict.Fine(true);
  }
}
