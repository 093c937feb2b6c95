package io.sutler.reconcile;

import static io.sutler.reconcile.Parts.NOW;
import static io.sutler.reconcile.Parts.absent;
import static io.sutler.reconcile.Parts.applied;
import static io.sutler.reconcile.Parts.component;
import static io.sutler.reconcile.Parts.facts;
import static io.sutler.reconcile.Parts.holding;
import static io.sutler.reconcile.Parts.in;
import static io.sutler.reconcile.Parts.level;
import static io.sutler.reconcile.Parts.record;
import static io.sutler.reconcile.Parts.running;
import static io.sutler.reconcile.Parts.seen;
import static io.sutler.reconcile.Parts.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecideTest {
  private static final DesiredComponent DB = component("db", "d1");
  private static final DesiredComponent APP = component("app", "a1", "db");
  private static final Observation UP = seen(MemberState.UP);

  @Test
  void makes_what_is_declared_and_not_there_needs_first() {
    var decision = Decide.decide(running(APP, DB), Map.of(), NOW);
    assertThat(decision.actions())
        .containsExactlyInAnyOrder(
            new Action.Create("db", "it is declared and not there", Set.of(), false),
            new Action.Create("app", "it is declared and not there", Set.of("db"), false));
    assertThat(decision.reached()).isFalse();
  }

  @Test
  void what_stands_and_cannot_be_filled_in_waits_for_what_it_needs_to_be_put_right() {
    var why = new Failure(Blame.USER, "bad-template", "key 'machine' is not present in map");
    Resolution broken = new Resolution.Broken("app", Set.of("db"), why);
    var level =
        new Level(RunState.RUNNING, false, Set.of(), true, List.of(Parts.resolved(DB), broken));
    var lost = Map.of("db", absent(applied(DB)), "app", up(APP));
    assertThat(Decide.decide(level, lost, NOW).conditions())
        .noneMatch(c -> c.reason().equals("Broken"));
    var well = Map.of("db", up(DB), "app", up(APP));
    assertThat(Decide.decide(level, well, NOW).conditions())
        .anyMatch(c -> c.reason().equals("Broken"));
    var first = Map.of("db", absent(applied(DB)));
    assertThat(Decide.decide(level, first, NOW).conditions())
        .anyMatch(c -> c.reason().equals("Broken"));
  }

  @Test
  void makes_again_what_vanished_and_says_so() {
    assertThat(only(running(DB), Map.of("db", absent(applied(DB)))))
        .isEqualTo(new Action.Create("db", "it was declared and is gone", Set.of(), true));
  }

  @Test
  void a_changed_declaration_is_applied_with_its_differences() {
    var change = (Action.Change) only(running(component("db", "d2")), Map.of("db", up(DB)));
    assertThat(change.differences()).containsExactly("digest: d1 -> d2");
  }

  @Test
  void what_was_cut_off_in_a_change_is_applied_again() {
    var cut = record(DB, Optional.of(Attempt.UNFINISHED), none(), none(), none());
    var change = (Action.Change) only(running(DB), Map.of("db", facts(cut, UP)));
    assertThat(change.reason()).isEqualTo("an earlier try did not finish");
    assertThat(change.differences()).isEmpty();
  }

  @Test
  void what_moved_is_replaced_but_not_what_holds_data() {
    var moved = in(DB, "elsewhere");
    assertThat(only(running(moved), Map.of("db", up(DB)))).isInstanceOf(Action.Replace.class);
    var data = holding(DB, DataPolicy.RETAIN);
    var stuck = Decide.decide(running(in(data, "elsewhere")), Map.of("db", up(data)), NOW);
    assertThat(stuck.actions()).isEmpty();
    assertThat(against(stuck).reason()).isEqualTo("NeedsConfirmation");
    assertThat(against(stuck).message()).contains("--may-destroy db");
    var allowed = level(RunState.RUNNING, Set.of("db"), in(data, "elsewhere"));
    assertThat(only(allowed, Map.of("db", up(data)))).isInstanceOf(Action.Replace.class);
  }

  @Test
  void what_moved_is_removed_at_its_old_place_although_nothing_was_seen_there() {
    assertThat(only(running(in(DB, "elsewhere")), Map.of("db", absent(applied(DB)))))
        .isInstanceOf(Action.Replace.class);
  }

  @Test
  void what_cannot_be_looked_at_is_replaced_when_it_moved_too() {
    var blind = facts(applied(DB), new Observation.Unverified("no observe phase"));
    assertThat(only(running(in(DB, "elsewhere")), Map.of("db", blind)))
        .isInstanceOf(Action.Replace.class);
  }

  @Test
  void data_declared_since_counts_as_held() {
    var now = holding(in(DB, "elsewhere"), DataPolicy.REMOVE);
    assertThat(Decide.decide(running(now), Map.of("db", up(DB)), NOW).actions()).isEmpty();
  }

  @Test
  void a_dropped_component_keeps_its_data_unless_a_person_said_otherwise() {
    var data = holding(DB, DataPolicy.RETAIN);
    assertThat(only(running(), Map.of("db", up(data))))
        .isInstanceOfSatisfying(Action.Remove.class, r -> assertThat(r.keepData()).isTrue());
    assertThat(only(level(RunState.RUNNING, Set.of("db")), Map.of("db", up(data))))
        .isInstanceOfSatisfying(Action.Remove.class, r -> assertThat(r.keepData()).isFalse());
    var goes = holding(DB, DataPolicy.REMOVE);
    var stuck = Decide.decide(running(), Map.of("db", up(goes)), NOW);
    assertThat(stuck.actions()).isEmpty();
    assertThat(against(stuck).reason()).isEqualTo("NeedsConfirmation");
  }

  @Test
  void what_waits_for_a_word_about_its_data_stops_with_all_others_and_before_what_it_needs() {
    var top = holding(component("top", "t", "db"), DataPolicy.REMOVE);
    var stopped = level(RunState.STOPPED, Set.of(), DB);
    var actions = Decide.decide(stopped, Map.of("db", up(DB), "top", up(top)), NOW).actions();
    assertThat(actions)
        .containsExactlyInAnyOrder(
            new Action.Stop("top", "the deployment is to be stopped", Set.of()),
            new Action.Stop("db", "the deployment is to be stopped", Set.of("top")));
    var atRest =
        Map.of(
            "db",
            facts(applied(DB), seen(MemberState.STOPPED)),
            "top",
            facts(applied(top), seen(MemberState.STOPPED)));
    var decision = Decide.decide(stopped, atRest, NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(against(decision).reason()).isEqualTo("NeedsConfirmation");
  }

  @Test
  void a_removal_keeps_or_destroys_as_it_was_allowed() {
    var data = holding(DB, DataPolicy.RETAIN);
    var keep = new Level(RunState.ABSENT, false, Set.of(), true, List.of());
    assertThat(only(keep, Map.of("db", up(data))))
        .isInstanceOfSatisfying(Action.Remove.class, r -> assertThat(r.keepData()).isTrue());
    var destroy = new Level(RunState.ABSENT, false, Set.of("db"), false, List.of());
    assertThat(only(destroy, Map.of("db", up(data))))
        .isInstanceOfSatisfying(Action.Remove.class, r -> assertThat(r.keepData()).isFalse());
    var unsaid = new Level(RunState.ABSENT, false, Set.of(), false, List.of());
    var stuck = Decide.decide(unsaid, Map.of("db", up(data)), NOW);
    assertThat(stuck.actions()).isEmpty();
    assertThat(against(stuck).message()).contains("the deployment is to be removed");
  }

  @Test
  void a_driver_is_asked_what_it_kept_although_the_thing_is_gone() {
    var keep = new Level(RunState.ABSENT, false, Set.of(), true, List.of());
    var data = applied(holding(DB, DataPolicy.RETAIN));
    assertThat(only(keep, Map.of("db", absent(data)))).isInstanceOf(Action.Remove.class);
  }

  @Test
  void what_may_not_be_destroyed_is_kept_should_it_be_there_after_all() {
    var unseen = absent(applied(holding(DB, DataPolicy.REMOVE)));
    assertThat(only(running(), Map.of("db", unseen)))
        .isInstanceOfSatisfying(Action.Remove.class, r -> assertThat(r.keepData()).isTrue());
  }

  @Test
  void what_is_dropped_goes_after_what_stood_upon_it() {
    var seen = Map.of("db", up(DB), "app", up(APP));
    var actions = Decide.decide(running(), seen, NOW).actions();
    assertThat(actions)
        .containsExactlyInAnyOrder(
            new Action.Remove("app", "it is no longer declared", Set.of(), false),
            new Action.Remove("db", "it is no longer declared", Set.of("app"), false));
  }

  @Test
  void a_need_stays_while_a_chain_above_it_is_held_up() {
    var top = holding(component("top", "t", "app"), DataPolicy.REMOVE);
    var seen = Map.of("db", up(DB), "app", up(APP), "top", up(top));
    var decision = Decide.decide(running(), seen, NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(against(decision).reason()).isEqualTo("NeedsConfirmation");
  }

  @Test
  void a_need_that_is_switched_off_holds_nobody_up() {
    var alone = component("app", "a2", "db");
    var actions =
        Decide.decide(running(alone), Map.of("db", up(DB), "app", up(APP)), NOW).actions();
    assertThat(actions)
        .extracting(Action::component, Action::after)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("app", Set.of()),
            org.assertj.core.groups.Tuple.tuple("db", Set.of("app")));
  }

  @Test
  void stops_what_stands_on_top_first() {
    var level = level(RunState.STOPPED, Set.of(), DB, APP);
    var actions = Decide.decide(level, Map.of("db", up(DB), "app", up(APP)), NOW).actions();
    assertThat(actions)
        .containsExactlyInAnyOrder(
            new Action.Stop("app", "the deployment is to be stopped", Set.of()),
            new Action.Stop("db", "the deployment is to be stopped", Set.of("app")));
  }

  @Test
  void stopping_needs_no_inputs() {
    var waiting = new Resolution.Waiting("db", Set.of(), "waits for a url");
    var level = new Level(RunState.STOPPED, false, Set.of(), true, List.of(waiting));
    assertThat(only(level, Map.of("db", up(DB)))).isInstanceOf(Action.Stop.class);
    var expanded = component("db[a]", "d1");
    assertThat(only(level, Map.of("db[a]", up(expanded)))).isInstanceOf(Action.Stop.class);
    assertThat(Decide.decide(level, Map.of(), NOW).reached()).isTrue();
  }

  @Test
  void what_moved_while_stopped_stays_until_it_is_to_run_again() {
    var moved = level(RunState.STOPPED, Set.of("db"), in(DB, "elsewhere"));
    var stopped = facts(applied(DB), seen(MemberState.STOPPED));
    assertThat(Decide.decide(moved, Map.of("db", stopped), NOW).reached()).isTrue();
    assertThat(only(moved, Map.of("db", up(DB)))).isInstanceOf(Action.Stop.class);
  }

  @Test
  void a_users_mistake_waits_for_a_person_until_the_aim_changes() {
    var failed = failed(DB, Blame.USER, none());
    var stuck = Decide.decide(running(DB), Map.of("db", absent(failed)), NOW.plusSeconds(1 << 20));
    assertThat(stuck.actions()).isEmpty();
    assertThat(stuck.lookAgain()).isEmpty();
    assertThat(against(stuck).message()).isEqualTo("db: the size is wrong");
    var corrected = component("db", "d2");
    assertThat(only(running(corrected), Map.of("db", absent(failed))))
        .isInstanceOf(Action.Create.class);
    var stopped = level(RunState.STOPPED, Set.of(), DB);
    assertThat(only(stopped, Map.of("db", facts(failed, UP)))).isInstanceOf(Action.Stop.class);
    var forgiven = record(DB, none(), none(), none(), none());
    assertThat(only(running(DB), Map.of("db", absent(forgiven)))).isInstanceOf(Action.Create.class);
  }

  @Test
  void a_providers_fault_is_tried_again_when_it_is_time() {
    var at = NOW.plusSeconds(30);
    var seen = Map.of("db", absent(failed(DB, Blame.PROVIDER, Optional.of(at))));
    var early = Decide.decide(running(DB), seen, NOW);
    assertThat(early.actions()).isEmpty();
    assertThat(early.lookAgain()).contains(at);
    assertThat(Decide.decide(running(DB), seen, at).actions()).hasSize(1);
  }

  @Test
  void a_failed_replacement_waits_for_its_time_too() {
    var at = NOW.plusSeconds(30);
    var tried =
        record(
            DB,
            Optional.of("d1"),
            Optional.of(Attempt.removal()),
            Optional.of(new Failure(Blame.PROVIDER, "busy", "it is busy")),
            Optional.of(at));
    var seen = Map.of("db", facts(tried, UP));
    var decision = Decide.decide(running(in(DB, "elsewhere")), seen, NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.lookAgain()).contains(at);
  }

  @Test
  void a_step_under_way_is_looked_at_again_and_what_needs_it_waits() {
    var at = NOW.plusSeconds(5);
    var started =
        record(DB, none(), Optional.of(Attempt.at(DB, RunState.RUNNING)), none(), Optional.of(at));
    var decision = Decide.decide(running(DB, APP), Map.of("db", absent(started)), NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.lookAgain()).contains(at);
    assertThat(against(decision).message()).isEqualTo("db is under way (and 1 more)");
  }

  @Test
  void what_cannot_be_seen_is_left_alone_and_looked_at_again() {
    var facts = facts(applied(DB), new Observation.Unknown("timed out"));
    var decision = Decide.decide(running(component("db", "d2"), APP), Map.of("db", facts), NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.lookAgain()).isPresent();
  }

  @Test
  void a_member_that_is_down_is_started_and_a_starting_one_waited_for() {
    var down = Map.of("db", facts(applied(DB), seen(MemberState.DOWN)));
    assertThat(only(running(DB), down)).isInstanceOf(Action.Start.class);
    var starting = Map.of("db", facts(applied(DB), seen(MemberState.STARTING)));
    var decision = Decide.decide(running(DB), starting, NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.lookAgain()).isPresent();
    assertThat(condition(decision, ConditionType.READY).holds()).isFalse();
  }

  @Test
  void what_cannot_be_looked_at_is_called_unverified_and_blocks_nothing() {
    var blind = facts(applied(DB), new Observation.Unverified("no observe phase"));
    var decision = Decide.decide(running(DB), Map.of("db", blind), NOW);
    assertThat(decision.reached()).isTrue();
    assertThat(condition(decision, ConditionType.VERIFIED).reason()).isEqualTo("Unverified");
  }

  @Test
  void a_held_deployment_says_what_it_would_do_and_does_not() {
    var held = new Level(RunState.RUNNING, true, Set.of(), true, running(DB).components());
    var decision = Decide.decide(held, Map.of(), NOW);
    assertThat(decision.actions()).isEmpty();
    assertThat(against(decision).reason()).isEqualTo("Held");
    assertThat(against(decision).message()).contains("would act", "db");
  }

  @Test
  void a_ring_of_needs_stops_nothing() {
    var a = component("a", "1", "b");
    var b = component("b", "1", "a", "b");
    assertThat(Decide.decide(running(a, b), Map.of(), NOW).actions()).hasSize(2);
    assertThat(Decide.decide(running(), Map.of("a", up(a), "b", up(b)), NOW).actions()).hasSize(2);
  }

  @Test
  void a_thousand_components_in_a_chain_are_ordered() {
    var chain = new ArrayList<DesiredComponent>();
    for (int i = 0; i < 1000; i++) {
      chain.add(component("c" + i, "1", "c" + (i + 1)));
    }
    var decision = Decide.decide(running(chain.toArray(DesiredComponent[]::new)), Map.of(), NOW);
    assertThat(decision.actions()).hasSize(1000);
    var seen = new HashMap<String, Facts>();
    chain.forEach(c -> seen.put(c.name(), up(c)));
    assertThat(Decide.decide(running(), seen, NOW).actions()).hasSize(1000);
  }

  private static Action only(Level level, Map<String, Facts> seen) {
    var actions = Decide.decide(level, seen, NOW).actions();
    assertThat(actions).hasSize(1);
    return actions.getFirst();
  }

  private static Condition against(Decision decision) {
    return decision.conditions().stream().filter(c -> !c.holds()).findFirst().orElseThrow();
  }

  private static Condition condition(Decision decision, ConditionType type) {
    return decision.conditions().stream().filter(c -> c.type() == type).findFirst().orElseThrow();
  }

  private static io.sutler.domain.ComponentRecord failed(
      DesiredComponent c, Blame blame, Optional<Instant> retryAt) {
    return record(
        c,
        none(),
        Optional.of(Attempt.at(c, RunState.RUNNING)),
        Optional.of(new Failure(blame, "wrong-size", "the size is wrong")),
        retryAt);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
