package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.domain.Observation.Leaving;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets members leave that nothing is wrong with: who uses them is told first, and they go when it
 * has seen to it, or when a person said that they may go all the same.
 */
final class Leaves {
  private final Level level;
  private final Map<String, Facts> seen;
  private final Instant now;

  Leaves(Level level, Map<String, Facts> seen, Instant now) {
    this.level = level;
    this.seen = seen;
    this.now = now;
  }

  static Set<String> names(List<Leaving> leaving) {
    return leaving.stream().map(Leaving::member).collect(Collectors.toUnmodifiableSet());
  }

  static String reason(List<Leaving> leaving) {
    var first = leaving.getFirst();
    var more = leaving.size() > 1 ? " (and " + (leaving.size() - 1) + " more)" : "";
    return first.member() + " leaves: " + first.reason() + more;
  }

  /** Adds to what was decided, where all else is done. */
  void tell(Map<String, Verdict> verdicts) {
    if (level.runState() != RunState.RUNNING) {
      return;
    }
    for (var resolution : level.components()) {
      var facts = seen.get(resolution.name());
      if (resolution instanceof Resolution.Resolved(DesiredComponent wanted)
          && level.isWatched(wanted.name())
          && verdicts.get(resolution.name()) instanceof Verdict.Fine
          && facts != null
          && facts.observation() instanceof Observation.Present present
          && !present.leaving().isEmpty()
          && wanted.needs().stream().allMatch(n -> isFine(n, verdicts))) {
        var aim = Attempt.at(wanted, level.runState());
        heldBack(aim, facts.record())
            .ifPresentOrElse(
                held -> verdicts.put(wanted.name(), held),
                () -> of(wanted.name(), present.leaving(), verdicts));
      }
    }
  }

  private static boolean isFine(String name, Map<String, Verdict> verdicts) {
    return verdicts.getOrDefault(name, new Verdict.Fine(true)) instanceof Verdict.Fine;
  }

  private void of(String name, List<Leaving> leaving, Map<String, Verdict> verdicts) {
    var aim = Attempt.drain(name, leaving);
    var first = new ArrayList<Action.Drain>();
    for (var resolution : level.components()) {
      if (!Level.watches(resolution, name)) {
        continue;
      }
      var user = ((Resolution.Resolved) resolution).component();
      var record = Optional.ofNullable(seen.get(user.name())).flatMap(Facts::record);
      // one that was never there has nothing to see to
      if (record.flatMap(ComponentRecord::digest).isEmpty() || level.drained().contains(aim)) {
        continue;
      }
      if (failed(record.get(), aim) && level.mayDestroy().contains(name)) {
        continue;
      }
      if (isFirst(verdicts.get(user.name()), leaving)) {
        return;
      }
      var held = heldBack(aim, record);
      if (held.isPresent()) {
        verdicts.put(name, cannotLeave(name, user.name(), leaving, held.get()));
        return;
      }
      first.add(
          new Action.Drain(
              user.name(),
              reason(leaving),
              Set.of(),
              name,
              names(leaving).stream().sorted().toList(),
              user.beforeMemberLeaves().orElseThrow().operation(),
              aim));
    }
    first.forEach(drain -> verdicts.put(drain.component(), new Verdict.Act(drain)));
    var after = first.stream().map(Action.Drain::component).collect(Collectors.toSet());
    verdicts.put(
        name,
        new Verdict.Act(
            new Action.Change(name, reason(leaving), after, List.of(), names(leaving))));
  }

  /**
   * Whether the user has something to do before: its change or repair, and whatever it still waits
   * for where a member is only made anew, since the last one must be back in its place. One that
   * could not be seen is not touched, and is told when it can be.
   */
  private static boolean isFirst(
      @org.jspecify.annotations.Nullable Verdict user, List<Leaving> leaving) {
    return switch (user) {
      case null -> false;
      case Verdict.Act _ -> true;
      case Verdict.Fine _ -> false;
      case Verdict.Waits waits ->
          waits.reason().equals("InProgress") || leaving.stream().anyMatch(Leaving::returns);
      case Verdict.Stuck _ -> leaving.stream().anyMatch(Leaving::returns);
      case Verdict.Unseen _ -> true;
    };
  }

  private static boolean failed(ComponentRecord user, String aim) {
    return user.attempted().equals(Optional.of(aim)) && user.failure().isPresent();
  }

  private Optional<Verdict> heldBack(String aim, Optional<ComponentRecord> record) {
    return record
        .filter(r -> r.attempted().equals(Optional.of(aim)))
        .flatMap(r -> JudgeDeclared.FailedBefore.verdict(r, now));
  }

  private static Verdict cannotLeave(
      String name, String user, List<Leaving> leaving, Verdict held) {
    var what = leaving.getFirst().member() + " cannot leave yet: " + user + ": ";
    var instead = "; to let it go all the same: --may-destroy " + name;
    return switch (held) {
      case Verdict.Waits w when w.reason().equals("InProgress") -> w;
      case Verdict.Waits w ->
          new Verdict.Waits(w.reason(), what + w.message() + instead, w.until());
      case Verdict.Stuck s -> new Verdict.Stuck(s.reason(), what + s.message() + instead);
      case Verdict.Fine _, Verdict.Act _, Verdict.Unseen _ -> held;
    };
  }
}
