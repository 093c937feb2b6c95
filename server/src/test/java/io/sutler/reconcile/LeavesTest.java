package io.sutler.reconcile;

import static io.sutler.reconcile.Parts.NOW;
import static io.sutler.reconcile.Parts.applied;
import static io.sutler.reconcile.Parts.component;
import static io.sutler.reconcile.Parts.facts;
import static io.sutler.reconcile.Parts.leaving;
import static io.sutler.reconcile.Parts.record;
import static io.sutler.reconcile.Parts.resolved;
import static io.sutler.reconcile.Parts.told;
import static io.sutler.reconcile.Parts.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.Observation;
import io.sutler.domain.Observation.Leaving;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeavesTest {
  private static final Leaving SURPLUS =
      new Leaving("nodes-3", "i-3", "it is no longer declared", false);
  private static final Leaving OUTDATED =
      new Leaving("nodes-1", "i-1", "what it is made from has changed", true);
  private static final String AIM = Attempt.drain("nodes", List.of(SURPLUS));
  private static final DesiredComponent NODES = component("nodes", "n1");
  private static final DesiredComponent DB = told(component("db", "d1", "nodes"), "nodes");

  private static Decision decide(Set<String> drained, Set<String> allowed, Facts nodes, Facts db) {
    var level =
        new Level(
            RunState.RUNNING,
            false,
            allowed,
            true,
            drained,
            List.of(resolved(NODES), resolved(DB)));
    return Decide.decide(level, Map.of("nodes", nodes, "db", db), NOW);
  }

  private static Facts nodes(Leaving... who) {
    return facts(applied(NODES), leaving(who));
  }

  private static Facts failedToDrain(Blame blame, Optional<Instant> retryAt) {
    var failure = new Failure(blame, "script-exited", "nodes-3 still runs a job");
    return facts(
        record(DB, Optional.of(DB.digest()), Optional.of(AIM), Optional.of(failure), retryAt),
        leaving());
  }

  @Test
  void who_uses_a_member_is_told_before_it_leaves() {
    var decision = decide(Set.of(), Set.of(), nodes(SURPLUS), up(DB));
    var reason = "nodes-3 leaves: it is no longer declared";
    assertThat(decision.actions())
        .containsExactlyInAnyOrder(
            new Action.Drain("db", reason, Set.of(), "nodes", List.of("nodes-3"), "drain", AIM),
            new Action.Change("nodes", reason, Set.of("db"), List.of(), Set.of("nodes-3")));
    assertThat(decision.reached()).isFalse();
  }

  @Test
  void who_could_not_be_seen_is_not_touched_and_told_when_it_can_be() {
    var unseen = facts(applied(DB), new Observation.Unknown("timed out"));
    var decision = decide(Set.of(), Set.of(), nodes(SURPLUS), unseen);
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.reached()).isFalse();
    assertThat(decision.lookAgain()).isPresent();
  }

  @Test
  void it_leaves_when_they_have_seen_to_it() {
    var decision = decide(Set.of(AIM), Set.of(), nodes(SURPLUS), up(DB));
    assertThat(decision.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Change.class,
            change -> {
              assertThat(change.leaving()).containsExactly("nodes-3");
              assertThat(change.after()).isEmpty();
            });
  }

  @Test
  void what_was_seen_to_for_one_machine_is_not_for_the_next_of_its_name() {
    var next = new Leaving("nodes-3", "i-4", "it is no longer declared", false);
    assertThat(decide(Set.of(AIM), Set.of(), nodes(next), up(DB)).actions())
        .anyMatch(a -> a instanceof Action.Drain);
  }

  @Test
  void a_drain_that_failed_holds_the_member_and_says_how_to_go_on() {
    for (var blame : List.of(Blame.USER, Blame.PLATFORM)) {
      var failed = failedToDrain(blame, Optional.of(NOW.plusSeconds(60)));
      var decision = decide(Set.of(), Set.of(), nodes(SURPLUS), failed);
      assertThat(decision.actions()).isEmpty();
      assertThat(decision.reached()).isFalse();
      assertThat(decision.conditions())
          .anyMatch(c ->
              c.message().contains("nodes-3 cannot leave yet: db: nodes-3 still runs a job")
                  && c.message().contains("--may-destroy nodes"));
    }
  }

  @Test
  void a_drain_that_failed_is_tried_again_at_its_time() {
    var failed = failedToDrain(Blame.PLATFORM, Optional.of(NOW.minusSeconds(1)));
    assertThat(decide(Set.of(), Set.of(), nodes(SURPLUS), failed).actions())
        .anyMatch(a -> a instanceof Action.Drain);
  }

  @Test
  void after_a_failed_drain_a_person_may_let_it_go_all_the_same() {
    var failed = failedToDrain(Blame.USER, Optional.empty());
    assertThat(decide(Set.of(), Set.of("nodes"), nodes(SURPLUS), failed).actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Change.class, c -> assertThat(c.leaving()).containsExactly("nodes-3"));
    // but a person's word does not spare the first try
    assertThat(decide(Set.of(), Set.of("nodes"), nodes(SURPLUS), up(DB)).actions())
        .anyMatch(a -> a instanceof Action.Drain);
  }

  @Test
  void a_user_that_is_to_be_changed_is_changed_before_another_member_is_made_anew() {
    var old = facts(applied(component("db", "d0", "nodes")), leaving());
    assertThat(decide(Set.of(), Set.of(), nodes(OUTDATED), old).actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Change.class, c -> assertThat(c.component()).isEqualTo("db"));
  }

  @Test
  void a_user_that_is_in_trouble_keeps_members_from_being_made_anew_but_not_from_leaving() {
    var trouble = new Failure(Blame.PLATFORM, "task-failed", "the disk is slow");
    var record =
        record(
            DB,
            Optional.of(Attempt.UNFINISHED),
            Optional.of(Attempt.at(DB, RunState.RUNNING)),
            Optional.of(trouble),
            Optional.of(NOW.plusSeconds(60)));
    var db = facts(record, leaving());
    assertThat(decide(Set.of(), Set.of(), nodes(OUTDATED), db).actions()).isEmpty();
    assertThat(decide(Set.of(), Set.of(), nodes(SURPLUS), db).actions())
        .anyMatch(a -> a instanceof Action.Drain);
  }

  @Test
  void a_user_that_was_never_there_is_not_asked() {
    var level =
        new Level(
            RunState.RUNNING,
            false,
            Set.of(),
            true,
            Set.of(),
            List.of(resolved(NODES), resolved(told(component("db", "d1"), "nodes"))));
    var known = Map.of("nodes", nodes(SURPLUS));
    assertThat(Decide.decide(level, known, NOW).actions())
        .noneMatch(a -> a instanceof Action.Drain);
  }

  @Test
  void members_that_nobody_watches_leave_at_once() {
    var level = new Level(RunState.RUNNING, false, Set.of(), true, List.of(resolved(NODES)));
    assertThat(Decide.decide(level, Map.of("nodes", nodes(SURPLUS)), NOW).actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Change.class, c -> assertThat(c.leaving()).containsExactly("nodes-3"));
  }

  @Test
  void nobody_leaves_a_deployment_that_rests() {
    for (var state : List.of(RunState.STOPPED, RunState.SUSPENDED)) {
      var level =
          new Level(state, false, Set.of(), true, Set.of(), List.of(resolved(NODES), resolved(DB)));
      assertThat(Decide.decide(level, Map.of("nodes", nodes(SURPLUS), "db", up(DB)), NOW).actions())
          .allMatch(a -> a instanceof Action.Stop);
    }
  }
}
