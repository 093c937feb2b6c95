package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Binding;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.Quota;
import io.sutler.domain.RunId;
import io.sutler.domain.UserId;
import io.sutler.store.Accepted;
import io.sutler.store.Accounts.User;
import io.sutler.store.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many at once: nothing lost, nothing twice, none failed by another. */
abstract class ConcurrencyContract extends StoreContract {
  ConcurrencyContract(Database database) {
    super(database);
  }

  static <T> List<T> atOnce(int count, java.util.function.IntFunction<Callable<T>> what)
      throws Exception {
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < count; i++) {
        futures.add(threads.submit(what.apply(i)));
      }
      for (var future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  void many_installs_at_once_are_all_there_once() throws Exception {
    var marks = new ConcurrentLinkedQueue<Work>();
    store.passes().onMark(marks::add);
    var taken = atOnce(500, i -> () -> take(given.install(demo, "d" + i)));
    assertThat(new HashSet<>(taken.stream().map(Accepted.Taken::key).toList())).hasSize(500);
    assertThat(marks).hasSize(500);
    assertThat(store.reads().deployments(demo.id(), "", 1_000)).hasSize(500);
    var usage = store.reads().usage(demo.id());
    assertThat(usage.deployments()).isEqualTo(500);
    assertThat(usage.resources().cpus()).isEqualTo(500_000);
    assertThat(store.audits().page(Optional.of(demo.id()), Long.MAX_VALUE, 1_000)).hasSize(500);
    assertThat(store.audits().verify(Optional.of(demo.id()))).isEmpty();
  }

  @Test
  void of_many_that_want_one_name_one_gets_it() throws Exception {
    var all = atOnce(50, i -> () -> store.intents().accept(given.install(demo, "same")));
    assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(1);
    assertThat(all).filteredOn(Accepted.NameTaken.class::isInstance).hasSize(49);
  }

  @Test
  void of_many_with_one_key_one_is_taken_and_the_others_get_its_answer() throws Exception {
    var all =
        atOnce(
            50,
            i -> () -> store.intents().accept(given.keyed("k", "h", given.install(demo, "d" + i))));
    var first =
        (Accepted.Taken)
            all.stream().filter(Accepted.Taken.class::isInstance).findFirst().orElseThrow();
    assertThat(all)
        .filteredOn(a -> a != first)
        .hasSize(49)
        .allMatch(new Accepted.Replayed(first.command())::equals);
  }

  @Test
  void a_quota_holds_against_many() throws Exception {
    store.accounts().setQuota(demo.id(), new Quota(7, Map.of(), -1, -1, -1, -1));
    var all = atOnce(50, i -> () -> store.intents().accept(given.install(demo, "d" + i)));
    assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(7);
    assertThat(all).filteredOn(Accepted.OverQuota.class::isInstance).hasSize(43);
  }

  @Test
  void many_updates_of_one_deployment_make_as_many_generations() throws Exception {
    var d = installed("orders-db");
    atOnce(
        40,
        i -> () -> take(given.update(d, CommandKind.UPDATE, given.desired(Map.of("i", (long) i)))));
    assertThat(deployment("orders-db").generation()).isEqualTo(41);
    var open = snapshot(d.key()).open();
    assertThat(open).singleElement().matches(c -> c.generation() == 41);
    assertThat(store.reads().commands(demo.id(), Optional.of(d.id()), "", 100))
        .filteredOn(c -> c.state() == CommandState.SUPERSEDED)
        .hasSize(40);
  }

  @Test
  void of_many_with_one_version_one_is_taken() throws Exception {
    var d = installed("orders-db");
    var all =
        atOnce(
            20,
            i ->
                () ->
                    store
                        .intents()
                        .accept(
                            Given.ifVersion(1, given.update(d, CommandKind.UPDATE, d.desired()))));
    assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(1);
    assertThat(all).filteredOn(new Accepted.Stale(2)::equals).hasSize(19);
  }

  @Test
  void a_provider_is_removed_or_bound_to_but_not_both() throws Exception {
    for (int round = 0; round < 10; round++) {
      var provider = installed("provider-" + round);
      int n = round;
      var all =
          atOnce(
              8,
              i ->
                  () ->
                      i == 4
                          ? store.intents().accept(given.remove(provider))
                          : store.intents().accept(bound("c-" + n + "-" + i, provider)));
      boolean removed = all.get(4) instanceof Accepted.Taken;
      long bound = store.reads().consumers(provider.id()).size();
      assertThat(removed ? bound == 0 : bound > 0).isTrue();
    }
  }

  @Test
  void two_that_bind_to_each_other_do_not_both_get_it() throws Exception {
    for (int round = 0; round < 10; round++) {
      var a = installed("a-" + round);
      var b = installed("b-" + round);
      var pair = List.of(List.of(a, b), List.of(b, a));
      var all =
          atOnce(
              2,
              i ->
                  () -> {
                    var binding = new Binding("p", pair.get(i).get(1).id(), "url");
                    var desired = given.desired(Map.of(), binding);
                    return store
                        .intents()
                        .accept(given.update(pair.get(i).get(0), CommandKind.UPDATE, desired));
                  });
      assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(1);
      assertThat(all).filteredOn(Accepted.Cycle.class::isInstance).hasSize(1);
    }
  }

  private io.sutler.store.Accept bound(String name, Deployment provider) {
    var binding = new Binding("db", provider.id(), "url");
    return given.install(demo, name, given.desired(Map.of(), binding));
  }

  @Test
  void a_write_that_fails_does_not_fail_those_beside_it() throws Exception {
    var clash = new User(new UserId("same-id"), "first", "", false, given.now());
    store.accounts().create(clash);
    var results =
        atOnce(
            60,
            i ->
                () -> {
                  if (i % 3 == 0) {
                    var user = new User(new UserId("same-id"), "n" + i, "", false, given.now());
                    assertThatThrownBy(() -> store.accounts().create(user))
                        .isInstanceOf(RuntimeException.class);
                    return "failed";
                  }
                  return take(given.install(demo, "d" + i)).command().deploymentName();
                });
    assertThat(results).filteredOn("failed"::equals).hasSize(20);
    assertThat(store.reads().deployments(demo.id(), "", 100)).hasSize(40);
    assertThat(store.reads().usage(demo.id()).deployments()).isEqualTo(40);
    assertThat(store.audits().verify(Optional.of(demo.id()))).isEmpty();
  }

  @Test
  void passes_logs_and_commands_at_once_all_come_through() throws Exception {
    store.passes().lease("server-1", List.of("here"), TTL);
    var done =
        atOnce(
            200,
            i ->
                () -> {
                  var taken = take(given.install(demo, "d" + i));
                  store.logs().append(new RunId("R" + i), 0, given.now(), "log");
                  var mark = snapshot(taken.key()).mark();
                  return store
                      .passes()
                      .finish(fence(taken.key()), PassContract.observing(taken.key(), mark, 1));
                });
    assertThat(done).doesNotContain(false);
    assertThat(store.reads().deployments(demo.id(), "", 1_000))
        .hasSize(200)
        .allMatch(d -> d.observed().generation() == 1);
  }

  @Test
  void an_interrupted_caller_is_still_answered() {
    Thread.currentThread().interrupt();
    var taken = take(given.install(demo, "orders-db"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(deployment("orders-db").key()).isEqualTo(taken.key());
  }

  @Test
  void a_closed_store_says_so() {
    store.close();
    assertThatThrownBy(() -> store.intents().accept(given.install(demo, "late")))
        .hasMessageContaining("stopping");
    assertThatThrownBy(() -> store.reads().counts()).hasMessageContaining("stopping");
    assertThat(store.accepts()).isFalse();
  }
}
