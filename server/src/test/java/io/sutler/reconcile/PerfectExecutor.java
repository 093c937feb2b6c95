package io.sutler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Observation.Leaving;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Carries out every decision at once and without fault, in any order that {@code after} allows, and
 * watches that no single act breaks a promise.
 */
final class PerfectExecutor {
  private Level level;
  private final Random random;
  private final Map<String, Facts> facts;
  private final Map<String, DesiredComponent> declared = new HashMap<>();
  private Instant now = Parts.NOW;

  PerfectExecutor(World world, Random random) {
    this.level = world.level();
    this.random = random;
    this.facts = new TreeMap<>(world.facts());
    for (var r : level.components()) {
      if (r instanceof Resolution.Resolved resolved) {
        declared.put(r.name(), resolved.component());
      }
    }
  }

  /** The decision after at most {@code acts} acts; decides again after each, as the loop does. */
  Decision run(int acts) {
    var decision = Decide.decide(level, facts, now);
    for (int i = 0; i < acts && !decision.actions().isEmpty(); i++) {
      var actions = decision.actions();
      var names = actions.stream().map(Action::component).toList();
      var free =
          actions.stream().filter(a -> a.after().stream().noneMatch(names::contains)).toList();
      assertThat(free).as("actions that wait for each other: %s", actions).isNotEmpty();
      carryOut(World.pick(random, free));
      now = now.plusSeconds(600);
      decision = Decide.decide(level, facts, now);
    }
    return decision;
  }

  Map<String, Facts> facts() {
    return facts;
  }

  private void carryOut(Action action) {
    var name = action.component();
    switch (action) {
      case Action.Create _ -> apply(name);
      case Action.Change change -> {
        if (level.isWatched(name)) {
          assertThat(seenTo(name, change.leaving())).as("%s", change).isTrue();
        }
        apply(name, change.leaving());
      }
      case Action.Drain drain -> {
        assertThat(level.isWatched(drain.of())).isTrue();
        level =
            new Level(
                level.runState(),
                level.held(),
                level.mayDestroy(),
                level.retain(),
                with(level.drained(), drain.aim()),
                level.components());
      }
      case Action.Start _ -> apply(name);
      case Action.Replace _ -> {
        mayLose(name);
        facts.put(name, new Facts(Optional.empty(), new Observation.Absent()));
      }
      case Action.Remove remove -> {
        assertThat(level.components()).noneMatch(r -> r.declares(name));
        if (!remove.keepData()) {
          mayLose(name);
        }
        nothingStandsOn(name);
        facts.remove(name);
      }
      case Action.Stop _ -> {
        assertThat(level.runState()).isNotEqualTo(RunState.RUNNING);
        nothingRunsOn(name);
        var record = known(name).record();
        facts.put(name, new Facts(record, Parts.seen(MemberState.STOPPED)));
      }
    }
  }

  private static Set<String> with(Set<String> all, String one) {
    var more = new HashSet<>(all);
    more.add(one);
    return Set.copyOf(more);
  }

  /** Whether all who were there and use those that leave have seen to it, or need not. */
  private boolean seenTo(String name, Set<String> leaving) {
    return leaving.isEmpty()
        || known(name).observation() instanceof Observation.Present seen
            && (level.drained().contains(Attempt.drain(name, seen.leaving()))
                || level.mayDestroy().contains(name)
                || level.components().stream()
                    .filter(r -> Level.watches(r, name))
                    .noneMatch(r -> isRecorded(r.name())));
  }

  private boolean isRecorded(String name) {
    var known = facts.get(name);
    return known != null && known.record().flatMap(ComponentRecord::digest).isPresent();
  }

  private void apply(String name) {
    apply(name, Set.of());
  }

  private void apply(String name, Set<String> leaving) {
    assertThat(level.runState()).isEqualTo(RunState.RUNNING);
    assertThat(declared).as("only what is declared and resolved is made").containsKey(name);
    var wanted = Objects.requireNonNull(declared.get(name));
    for (var need : wanted.needs()) {
      if (declared.containsKey(need) && !inRing(name, need)) {
        assertThat(isThere(need)).as("%s is made before %s", need, name).isTrue();
      }
    }
    var leavers = level.isWatched(name) && leaving.isEmpty() ? leavers(name) : List.<Leaving>of();
    facts.put(
        name,
        leavers.isEmpty()
            ? Parts.up(wanted)
            : Parts.facts(Parts.applied(wanted), Parts.leaving(leavers.toArray(Leaving[]::new))));
  }

  private List<Leaving> leavers(String name) {
    var known = facts.get(name);
    return known != null && known.observation() instanceof Observation.Present seen
        ? seen.leaving()
        : List.of();
  }

  private Facts known(String name) {
    return Objects.requireNonNull(facts.get(name));
  }

  private boolean isThere(String name) {
    var known = facts.get(name);
    return known != null
        && known.record().flatMap(ComponentRecord::digest).isPresent()
        && (known.observation() instanceof Observation.Present
            || known.observation() instanceof Observation.Unverified);
  }

  private void mayLose(String name) {
    var record = known(name).record().orElseThrow();
    if (record.holdsData() != DataPolicy.NONE) {
      assertThat(level.mayDestroy()).as("allowed to lose data").contains(name);
    }
  }

  private void nothingStandsOn(String name) {
    facts.forEach((other, f) -> {
      if (isThere(other) && !declares(other) && !inRing(name, other)) {
        assertThat(recordedNeeds(other).contains(name))
            .as("%s still stands on %s", other, name)
            .isFalse();
      }
    });
  }

  private void nothingRunsOn(String name) {
    facts.forEach((other, f) -> {
      boolean runs =
          f.observation() instanceof Observation.Present p
              && p.members().stream().anyMatch(m -> m.state() == MemberState.UP);
      if (runs && !heldBack(f) && !inRing(name, other)) {
        assertThat(recordedNeeds(other).contains(name)).as("%s runs on %s", other, name).isFalse();
      }
    });
  }

  private static boolean heldBack(Facts facts) {
    return facts.record().flatMap(ComponentRecord::failure).isPresent();
  }

  private Set<String> recordedNeeds(String name) {
    var known = facts.get(name);
    return known == null ? Set.of() : known.record().map(ComponentRecord::needs).orElse(Set.of());
  }

  /** Whether each stands on the other, as declared or as recorded. */
  private boolean inRing(String a, String b) {
    return a.equals(b) || reaches(a, b) && reaches(b, a);
  }

  private boolean reaches(String from, String to) {
    var open = new ArrayDeque<String>(List.of(from));
    var visited = new HashSet<String>();
    while (!open.isEmpty()) {
      var at = open.pop();
      if (visited.add(at)) {
        open.addAll(recordedNeeds(at));
        var wanted = declared.get(at);
        open.addAll(wanted == null ? Set.of() : wanted.needs());
      }
    }
    visited.remove(from);
    return visited.contains(to);
  }

  private boolean declares(String name) {
    return level.components().stream().anyMatch(r -> r.declares(name));
  }
}
