package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Binding;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Quota;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.store.Accepted;
import io.sutler.store.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a command that is to be taken. */
abstract class AcceptContract extends StoreContract {
  AcceptContract(Database database) {
    super(database);
  }

  private Deployment bound(String name, Deployment to) {
    take(given.install(demo, name, given.desired(Map.of(), new Binding("db", to.id(), "url"))));
    return deployment(name);
  }

  @Test
  void an_install_makes_the_deployment_its_command_its_work_and_its_audit_row() {
    var marks = new ArrayList<Work>();
    store.passes().onMark(marks::add);
    var request = given.install(demo, "orders-db");

    var taken = take(request);

    assertThat(taken.generation()).isEqualTo(1);
    assertThat(taken.version()).isEqualTo(1);
    var stands = deployment("orders-db");
    assertThat(stands.key()).isEqualTo(taken.key());
    assertThat(stands.displayName()).isEqualTo("The orders-db");
    assertThat(stands.desired().params()).containsEntry("max_connections", 100L);
    assertThat(stands.createdAt()).isEqualTo(given.now());
    assertThat(store.reads().command(demo.id(), taken.command().id())).contains(taken.command());
    assertThat(marks)
        .singleElement()
        .matches(Work::fresh)
        .extracting(Work::key)
        .isEqualTo(taken.key());
    assertThat(work(taken.key())).isEqualTo(marks.getFirst());
    var audit = store.audits().page(Optional.of(demo.id()), Long.MAX_VALUE, 10);
    assertThat(audit).singleElement().extracting(r -> r.entry()).isEqualTo(request.audit());
    var usage = store.reads().usage(demo.id());
    assertThat(usage.deployments()).isEqualTo(1);
    assertThat(usage.perPlan()).containsEntry(Given.PLAN, 1L);
    assertThat(usage.resources()).isEqualTo(request.uses());
  }

  @Test
  void an_update_makes_a_new_generation_and_supersedes_what_was_open() {
    var first = take(given.install(demo, "orders-db")).command();
    var d = deployment("orders-db");
    var operation = take(given.keep(d, CommandKind.OPERATE)).command();

    var second = take(given.update(d, CommandKind.UPDATE, given.desired(Map.of("x", 1L))));

    assertThat(second.generation()).isEqualTo(2);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.command().generation()).isEqualTo(2);
    assertThat(deployment("orders-db").desired().params()).isEqualTo(Map.of("x", 1L));
    assertThat(deployment("orders-db").displayName()).isEqualTo("The orders-db");
    var superseded = store.reads().command(demo.id(), first.id()).orElseThrow();
    assertThat(superseded.state()).isEqualTo(CommandState.SUPERSEDED);
    assertThat(superseded.endedAt()).contains(given.now());
    assertThat(snapshot(d.key()).open())
        .extracting(c -> c.id())
        .containsExactlyInAnyOrder(operation.id(), second.command().id());
  }

  @Test
  void an_update_may_carry_a_new_display_name() {
    var d = installed("orders-db");
    var update = given.update(d, CommandKind.UPDATE, d.desired());
    var named =
        new io.sutler.store.Accept.LevelChange.Update(
            d.key(), d.desired(), Optional.of("Orders"), Optional.empty());
    take(
        new io.sutler.store.Accept(
            update.command(),
            named,
            update.ifVersion(),
            update.idempotency(),
            update.uses(),
            update.audit()));
    assertThat(deployment("orders-db").displayName()).isEqualTo("Orders");
  }

  @Test
  void an_operation_leaves_level_and_version_and_marks() {
    var d = installed("orders-db");
    store.passes().finish(fence(d.key()), Given.nothing(d.key(), snapshot(d.key()).mark()));
    assertThat(work(d.key()).due()).isEqualTo(Long.MAX_VALUE);

    var taken = take(given.keep(d, CommandKind.OPERATE));

    assertThat(taken.generation()).isEqualTo(1);
    assertThat(deployment("orders-db").version()).isEqualTo(d.version());
    assertThat(work(d.key()).due()).isEqualTo(Micros.of(given.now()));
    assertThat(work(d.key()).fresh()).isTrue();
  }

  @Test
  void the_same_key_and_body_is_answered_alike_and_makes_nothing() {
    var request = given.keyed("k1", "h1", given.install(demo, "orders-db"));
    var first = take(request).command();
    var again = given.keyed("k1", "h1", given.install(demo, "orders-db"));

    assertThat(store.intents().accept(again)).isEqualTo(new Accepted.Replayed(first));
    assertThat(store.intents().replay(again.idempotency().orElseThrow(), given.now()))
        .contains(new Accepted.Replayed(first));
    assertThat(store.reads().usage(demo.id()).deployments()).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    take(given.keyed("k1", "h1", given.install(demo, "orders-db")));
    var other = given.keyed("k1", "h2", given.install(demo, "other-db"));

    assertThat(store.intents().accept(other)).isEqualTo(new Accepted.KeyReused());
    assertThat(store.intents().replay(other.idempotency().orElseThrow(), given.now()))
        .contains(new Accepted.KeyReused());
    assertThat(store.reads().deployment(demo.id(), "other-db")).isEmpty();
  }

  @Test
  void an_expired_key_is_as_new() {
    take(given.keyed("k1", "h1", given.install(demo, "orders-db")));
    clock.pass(Duration.ofHours(25));
    var other = given.keyed("k1", "h2", given.install(demo, "other-db"));
    assertThat(store.intents().replay(other.idempotency().orElseThrow(), given.now())).isEmpty();
    take(other);
    assertThat(store.intents().accept(given.keyed("k1", "h1", given.install(demo, "third"))))
        .isEqualTo(new Accepted.KeyReused());
  }

  @Test
  void expired_keys_are_forgotten() throws Exception {
    take(given.keyed("k1", "h1", given.install(demo, "orders-db")));
    clock.pass(Duration.ofHours(25));
    take(given.install(demo, "other-db"));
    try (var connection = database().connect();
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM idempotency")) {
      count.next();
      assertThat(count.getInt(1)).isZero();
    }
  }

  @Test
  void a_name_is_taken_once_per_project() {
    installed("orders-db");
    assertThat(store.intents().accept(given.install(demo, "orders-db")))
        .isEqualTo(new Accepted.NameTaken());
    var other = given.project(store, "other", Quota.UNLIMITED);
    take(given.install(other, "orders-db"));
  }

  @Test
  void another_version_is_stale_and_changes_nothing() {
    var d = installed("orders-db");
    take(Given.ifVersion(1, given.update(d, CommandKind.UPDATE, d.desired())));
    var late = Given.ifVersion(1, given.update(d, CommandKind.UPDATE, d.desired()));
    assertThat(store.intents().accept(late)).isEqualTo(new Accepted.Stale(2));
    assertThat(store.intents().accept(Given.ifVersion(9, given.keep(d, CommandKind.OPERATE))))
        .isEqualTo(new Accepted.Stale(2));
    assertThat(deployment("orders-db").generation()).isEqualTo(2);
  }

  @Test
  void what_was_observed_does_not_make_a_version_stale() {
    var d = installed("orders-db");
    store
        .passes()
        .finish(fence(d.key()), PassContract.observing(d.key(), snapshot(d.key()).mark(), 1));
    take(Given.ifVersion(1, given.update(d, CommandKind.UPDATE, d.desired())));
  }

  @Test
  void deployments_stop_at_the_quota() {
    store.accounts().setQuota(demo.id(), new Quota(1, Map.of(), -1, -1, -1, -1));
    installed("one");
    assertThat(store.intents().accept(given.install(demo, "two")))
        .isEqualTo(new Accepted.OverQuota("deployments", 1, 1, 1));
  }

  @Test
  void deployments_of_a_plan_stop_at_the_projects_and_at_the_plans_limit() {
    store.accounts().setQuota(demo.id(), new Quota(-1, Map.of(Given.PLAN, 2L), -1, -1, -1, -1));
    installed("one");
    assertThat(store.intents().accept(Given.limited(1, given.install(demo, "two"))))
        .isEqualTo(new Accepted.OverQuota("plan", 1, 1, 1));
    installed("two");
    assertThat(store.intents().accept(given.install(demo, "three")))
        .isEqualTo(new Accepted.OverQuota("plan", 2, 1, 2));
    take(given.install(demo, "three", Given.of("mongodb", given.desired(Map.of()))));
  }

  @Test
  void resources_stop_at_the_quota_and_smaller_always_fits() {
    installed("one");
    store.accounts().setQuota(demo.id(), new Quota(-1, Map.of(), 500, 512, 4096, -1));
    assertThat(store.intents().accept(given.install(demo, "two")))
        .isEqualTo(new Accepted.OverQuota("cpus", 1000, 1000, 500));
    var d = deployment("one");
    var smaller = given.update(d, CommandKind.SCALE, d.desired());
    take(Given.taking(new Resources(800, 512, 1024), smaller));
    var bigger = given.update(d, CommandKind.SCALE, d.desired());
    assertThat(store.intents().accept(Given.taking(new Resources(800, 600, 1024), bigger)))
        .isEqualTo(new Accepted.OverQuota("memory", 512, 88, 512));
    assertThat(store.intents().accept(Given.taking(new Resources(1, 1, 9000), bigger)))
        .isEqualTo(new Accepted.OverQuota("disk", 1024, 7976, 4096));
    assertThat(store.reads().usage(demo.id()).resources()).isEqualTo(new Resources(800, 512, 1024));
  }

  @Test
  void a_change_of_plan_moves_the_count() {
    var d = installed("one");
    take(given.update(d, CommandKind.UPDATE, Given.of("mongodb", d.desired())));
    assertThat(store.reads().usage(demo.id()).perPlan()).isEqualTo(Map.of("mongodb", 1L));
  }

  @Test
  void what_others_are_bound_to_cannot_be_removed() {
    var provider = installed("orders-db");
    bound("shop", provider);
    bound("billing", provider);
    assertThat(store.intents().accept(given.remove(provider)))
        .isEqualTo(new Accepted.InUse(List.of("billing", "shop")));
    assertThat(store.reads().consumers(provider.id()))
        .extracting(Deployment::name)
        .containsExactly("billing", "shop");
  }

  @Test
  void what_nobody_is_bound_to_any_more_can_be_removed() {
    var provider = installed("orders-db");
    var consumer = bound("shop", provider);
    take(given.update(consumer, CommandKind.UPDATE, given.desired(Map.of())));
    take(given.remove(provider));
    assertThat(deployment("orders-db").desired().runState()).isEqualTo(RunState.ABSENT);
    assertThat(store.reads().usage(demo.id()).deployments()).isEqualTo(2);
  }

  @Test
  void a_binding_needs_a_provider_that_stays() {
    var nobody = new Binding("db", new DeploymentId("nobody"), "url");
    assertThat(store.intents().accept(given.install(demo, "shop", given.desired(Map.of(), nobody))))
        .isEqualTo(new Accepted.Gone("provider nobody"));
    var going = installed("orders-db");
    take(given.remove(going));
    var toGoing = given.desired(Map.of(), new Binding("db", going.id(), "url"));
    assertThat(store.intents().accept(given.install(demo, "shop", toGoing)))
        .isEqualTo(new Accepted.Gone("provider " + going.id()));
  }

  @Test
  void bindings_never_lead_back() {
    var a = installed("a");
    var b = bound("b", a);
    var c = bound("c", b);
    var toItself = given.desired(Map.of(), new Binding("db", a.id(), "url"));
    assertThat(store.intents().accept(given.update(a, CommandKind.UPDATE, toItself)))
        .isEqualTo(new Accepted.Cycle(List.of("a", "a")));
    var toC = given.desired(Map.of(), new Binding("db", c.id(), "url"));
    assertThat(store.intents().accept(given.update(a, CommandKind.UPDATE, toC)))
        .isEqualTo(new Accepted.Cycle(List.of("a", "c", "b", "a")));
  }

  @Test
  void what_is_gone_cannot_be_changed() {
    var d = installed("orders-db");
    var elsewhere = given.project(store, "other", Quota.UNLIMITED);
    var wrongProject =
        new Deployment(
            d.id(),
            d.key(),
            elsewhere.id(),
            d.name(),
            "",
            "",
            1,
            d.desired(),
            d.observed(),
            1,
            d.createdAt());
    var wrongKey =
        new Deployment(
            d.id(),
            d.key() + 1,
            demo.id(),
            d.name(),
            "",
            "",
            1,
            d.desired(),
            d.observed(),
            1,
            d.createdAt());
    for (var wrong : List.of(wrongProject, wrongKey)) {
      assertThat(store.intents().accept(given.keep(wrong, CommandKind.OPERATE)))
          .isEqualTo(new Accepted.Gone("deployment"));
      assertThat(store.intents().accept(given.update(wrong, CommandKind.UPDATE, d.desired())))
          .isEqualTo(new Accepted.Gone("deployment"));
    }
    assertThat(store.accounts().remove(elsewhere.id())).isTrue();
    assertThat(store.intents().accept(given.install(elsewhere, "late")))
        .isEqualTo(new Accepted.Gone("project"));
  }

  @Test
  void an_ended_command_is_ended_once_and_marks_its_deployment() {
    var taken = take(given.install(demo, "orders-db"));
    store
        .passes()
        .finish(fence(taken.key()), Given.nothing(taken.key(), snapshot(taken.key()).mark()));
    var end =
        new io.sutler.store.CommandEnd(
            taken.command().id(), CommandState.CANCELLED, "by mira", given.now(), Map.of());
    assertThat(store.intents().end(end)).isTrue();
    assertThat(work(taken.key()).due()).isLessThan(Long.MAX_VALUE);
    assertThat(store.intents().end(end)).isFalse();
    assertThat(store.reads().command(demo.id(), taken.command().id()).orElseThrow())
        .matches(c -> c.state() == CommandState.CANCELLED)
        .matches(c -> c.reason().equals("by mira"))
        .matches(c -> c.endedAt().equals(Optional.of(given.now())));
  }

  @Test
  void a_removal_may_keep_no_more_than_the_quota_and_counts_from_its_acceptance_on() {
    store.accounts().setQuota(demo.id(), new Quota(-1, Map.of(), -1, -1, -1, 1_000));
    var ids = List.of("a", "b", "c");
    ids.forEach(name -> take(given.install(demo, name)));
    take(given.keeping(600, deployment("a")));
    assertThat(store.reads().usage(demo.id()).retained()).isEqualTo(600);
    assertThat(store.intents().accept(given.keeping(500, deployment("b"))))
        .isEqualTo(new Accepted.OverQuota("retained", 600, 500, 1_000));
    assertThat(deployment("b").desired().runState()).isEqualTo(RunState.RUNNING);
    // asked again it counts once; taken back, not at all
    take(given.keeping(700, deployment("a")));
    assertThat(store.reads().usage(demo.id()).retained()).isEqualTo(700);
    take(given.update(deployment("a"), CommandKind.START, given.desired(Map.of())));
    assertThat(store.reads().usage(demo.id()).retained()).isZero();
    take(given.keeping(1_000, deployment("b")));
    assertThat(store.intents().accept(given.keeping(0, deployment("c"))))
        .as("of unknown size, and there is no room at all")
        .isEqualTo(new Accepted.OverQuota("retained", 1_000, 0, 1_000));
    take(given.remove(deployment("c")));
  }
}
