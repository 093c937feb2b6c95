package io.sutler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Condition;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DecidePropertiesTest {
  private static final int TRIES = 5000;

  @Property(tries = TRIES)
  void a_perfect_executor_reaches_the_level_in_few_acts(@ForAll long seed) {
    var random = new Random(seed);
    var executor = new PerfectExecutor(World.random(random, World.Kind.PLAIN), random);
    var last = executor.run(40);
    assertThat(last.actions()).isEmpty();
    assertThat(last.reached()).as("%s", last.conditions()).isTrue();
  }

  @Property(tries = TRIES)
  void at_the_reached_level_there_is_nothing_to_do(@ForAll long seed) {
    var random = new Random(seed);
    var world = World.random(random, World.Kind.PLAIN);
    var executor = new PerfectExecutor(world, random);
    executor.run(40);
    for (int day = 0; day < 3; day++) {
      var later = Parts.NOW.plusSeconds(86_400L * day);
      var again = Decide.decide(world.level(), executor.facts(), later);
      assertThat(again.actions()).isEmpty();
      assertThat(again.lookAgain()).isEmpty();
    }
  }

  @Property(tries = TRIES)
  void whatever_is_in_the_way_acting_comes_to_rest_and_breaks_no_promise(@ForAll long seed) {
    var random = new Random(seed);
    var world = World.random(random, World.Kind.ANYTHING);
    var executor = new PerfectExecutor(world, random);
    assertThat(executor.run(60).actions()).isEmpty();
  }

  @Property(tries = TRIES)
  void the_same_arguments_give_the_same_decision(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var once = Decide.decide(world.level(), world.facts(), Parts.NOW);
    var twice = Decide.decide(world.level(), new HashMap<>(world.facts()), Parts.NOW);
    assertThat(Set.copyOf(twice.actions())).isEqualTo(Set.copyOf(once.actions()));
    assertThat(twice.reached()).isEqualTo(once.reached());
    assertThat(twice.lookAgain()).isEqualTo(once.lookAgain());
  }

  @Property(tries = TRIES)
  void order_is_acyclic_and_names_only_what_acts(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var actions = Decide.decide(world.level(), world.facts(), Parts.NOW).actions();
    var left = new HashMap<String, Set<String>>();
    actions.forEach(a -> left.put(a.component(), new HashSet<>(a.after())));
    assertThat(left).hasSameSizeAs(actions);
    left.values().forEach(after -> assertThat(left.keySet()).containsAll(after));
    while (!left.isEmpty()) {
      var free =
          left.entrySet().stream()
              .filter(e -> e.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      assertThat(free).as("a ring: %s", left).isNotEmpty();
      free.forEach(left::remove);
      left.values().forEach(after -> after.removeAll(free));
    }
  }

  @Property(tries = TRIES)
  void nothing_declared_is_removed_and_no_data_goes_without_a_word(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var level = world.level();
    for (var action : Decide.decide(level, world.facts(), Parts.NOW).actions()) {
      var name = action.component();
      boolean destroys = false;
      if (action instanceof Action.Remove remove) {
        assertThat(level.components()).noneMatch(r -> r.declares(name));
        destroys = !remove.keepData();
      } else if (action instanceof Action.Replace) {
        destroys = true;
      }
      if (destroys && !level.mayDestroy().contains(name)) {
        assertThat(policies(world, name)).containsOnly(DataPolicy.NONE);
      }
    }
  }

  @Property(tries = TRIES)
  void nothing_is_made_or_started_that_is_stopped_suspended_or_held(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var decision = Decide.decide(world.level(), world.facts(), Parts.NOW);
    if (world.level().held()) {
      assertThat(decision.actions()).isEmpty();
      assertThat(decision.lookAgain()).isEmpty();
    }
    if (world.level().runState() != RunState.RUNNING) {
      assertThat(decision.actions())
          .allMatch(a -> a instanceof Action.Stop || a instanceof Action.Remove);
    }
  }

  @Property(tries = TRIES)
  void what_could_not_be_seen_is_not_touched(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var decision = Decide.decide(world.level(), world.facts(), Parts.NOW);
    for (var action : decision.actions()) {
      var facts = world.facts().get(action.component());
      assertThat(facts == null || !(facts.observation() instanceof Observation.Unknown)).isTrue();
    }
  }

  @Property(tries = TRIES)
  void nothing_is_tried_before_its_time(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    for (var action : Decide.decide(world.level(), world.facts(), Parts.NOW).actions()) {
      var facts = world.facts().get(action.component());
      if (facts == null || facts.record().isEmpty()) {
        continue;
      }
      var record = facts.record().get();
      if (record.attempted().equals(Optional.of(aim(world, action, record)))) {
        assertThat(record.failure().filter(f -> f.blame() == Blame.USER)).isEmpty();
        assertThat(record.retryAt().filter(t -> t.isAfter(Parts.NOW))).isEmpty();
      }
    }
  }

  @Property(tries = TRIES)
  void conditions_are_sentences_and_true_exactly_when_the_level_is_reached(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var decision = Decide.decide(world.level(), world.facts(), Parts.NOW);
    assertThat(decision.conditions()).hasSize(4);
    assertThat(decision.conditions().stream().limit(3).allMatch(Condition::holds))
        .isEqualTo(decision.reached());
    for (var condition : decision.conditions()) {
      assertThat(condition.message()).isNotBlank().doesNotContain("null", "Optional", "\n");
      assertThat(condition.reason()).matches("[A-Z][A-Za-z]+");
    }
    for (var action : decision.actions()) {
      assertThat(action.reason()).isNotBlank().doesNotContain("null", "Optional", "\n");
    }
  }

  @Property(tries = TRIES)
  void a_level_that_is_not_reached_names_what_comes_next(@ForAll long seed) {
    var world = World.random(new Random(seed), World.Kind.ANYTHING);
    var decision = Decide.decide(world.level(), world.facts(), Parts.NOW);
    if (decision.reached() || world.level().held() || !decision.actions().isEmpty()) {
      return;
    }
    boolean personsTurn =
        decision.conditions().stream()
            .anyMatch(c -> Set.of("Failed", "Broken", "NeedsConfirmation").contains(c.reason()));
    boolean waitsForOutput =
        world.level().components().stream().anyMatch(r -> r instanceof Resolution.Waiting);
    assertThat(decision.lookAgain().isPresent() || personsTurn || waitsForOutput)
        .as("%s", decision)
        .isTrue();
  }

  private static Set<DataPolicy> policies(World world, String name) {
    var policies = new HashSet<DataPolicy>();
    var facts = world.facts().get(name);
    if (facts != null) {
      facts.record().ifPresent(r -> policies.add(r.holdsData()));
    }
    declared(world)
        .forEach((n, c) -> {
          if (n.equals(name)) {
            policies.add(c.holdsData());
          }
        });
    return policies;
  }

  private static Map<String, DesiredComponent> declared(World world) {
    var result = new HashMap<String, DesiredComponent>();
    for (var r : world.level().components()) {
      if (r instanceof Resolution.Resolved resolved) {
        result.put(r.name(), resolved.component());
      }
    }
    return result;
  }

  private static String aim(World world, Action action, ComponentRecord record) {
    if (action instanceof Action.Remove || action instanceof Action.Replace) {
      return Attempt.removal();
    }
    if (action instanceof Action.Drain drain) {
      return drain.aim();
    }
    var declared = declared(world).get(action.component());
    boolean asRecorded =
        declared == null
            || !declared.driver().equals(record.driver())
            || !declared.region().equals(record.region());
    var state = world.level().runState();
    return asRecorded && action instanceof Action.Stop || declared == null
        ? Attempt.at(record, state)
        : Attempt.at(declared, state);
  }
}
