package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandKind;
import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import io.sutler.domain.RunId;
import io.sutler.store.Accept;
import io.sutler.store.Accepted;
import io.sutler.store.Changes.Bell;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Fence;
import io.sutler.store.Store;
import io.sutler.store.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one PostgreSQL: shards are shared and taken over, rules hold across both. */
class TwoServersTest {
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final List<String> HERE = List.of("here");
  private final TestClock clock = new TestClock();
  private final Given given = new Given(clock);
  private final PostgresDatabase database = new PostgresDatabase();
  private Store one;
  private Store two;
  private Project demo;

  TwoServersTest() throws Exception {
    database.empty();
    one = database.open(clock);
    two = database.open(clock);
    demo = given.project(one, "demo", Quota.UNLIMITED);
  }

  @BeforeEach
  void sameInstallation() {
    assertThat(one.installation()).isEqualTo(two.installation());
  }

  @AfterEach
  void closeBoth() {
    one.close();
    two.close();
  }

  private List<Fence> lease(Store store, String holder) {
    return store.passes().lease(holder, HERE, TTL);
  }

  private static Fence of(List<Fence> fences, long key) {
    return fences.stream().filter(f -> f.shard() == Work.shardOf(key)).findFirst().orElseThrow();
  }

  private long install(Store store, String name) {
    return ((Accepted.Taken) store.intents().accept(given.install(demo, name))).key();
  }

  @Test
  void they_share_the_shards_of_a_place_evenly() {
    assertThat(lease(one, "one")).hasSize(64);
    assertThat(lease(two, "two")).isEmpty();
    var ofOne = lease(one, "one");
    var ofTwo = lease(two, "two");
    assertThat(ofOne).hasSize(32);
    assertThat(ofTwo).hasSize(32);
    assertThat(Stream.concat(ofOne.stream(), ofTwo.stream()).map(Fence::shard))
        .doesNotHaveDuplicates();
    assertThat(lease(one, "one")).isEqualTo(ofOne);
  }

  @Test
  void a_place_of_ones_own_is_not_shared() {
    var both = one.passes().lease("one", List.of("here", ""), TTL);
    assertThat(both).hasSize(128);
    two.passes().lease("two", List.of("there", ""), TTL);
    var after = one.passes().lease("one", List.of("here", ""), TTL);
    assertThat(after).filteredOn(f -> f.place().equals("here")).hasSize(64);
    assertThat(after).filteredOn(f -> f.place().isEmpty()).hasSize(32);
  }

  @Test
  void one_that_is_frozen_in_the_middle_of_a_transaction_does_not_keep_its_locks()
      throws Exception {
    lease(one, "one");
    leasesAge(TTL.multipliedBy(2));
    try (var frozen = database.url().connect(false)) {
      var unused = frozen.first("SELECT shard FROM shard FOR UPDATE", row -> row.number());
      assertThat(lease(two, "two")).hasSize(64);
    }
  }

  @Test
  void what_a_dead_server_held_is_taken_over_and_its_late_writes_do_nothing() throws Exception {
    long key = install(one, "orders-db");
    var old = of(lease(one, "one"), key);
    leasesAge(TTL.dividedBy(2));
    assertThat(lease(two, "two")).isEmpty();
    leasesAge(TTL);
    var taken = lease(two, "two");
    assertThat(taken).hasSize(64);
    var fresh = of(taken, key);
    assertThat(fresh.number()).isGreaterThan(old.number());
    assertThat(one.passes().finish(old, PassContract.observing(key, 0, 1))).isFalse();
    assertThat(one.passes().journal(old, key, step(), Optional.empty())).isFalse();
    assertThat(one.reads().steps(new RunId("R1"))).isEmpty();
    assertThat(two.passes().finish(fresh, PassContract.observing(key, 0, 1))).isTrue();
  }

  /** As if this time had passed by the database's clock, by which leases go. */
  private void leasesAge(Duration by) throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      long micros = by.toMillis() * 1000;
      statement.execute("UPDATE shard SET lease_until = lease_until - " + micros);
      statement.execute("UPDATE server SET alive_until = alive_until - " + micros);
    }
  }

  @Test
  void a_servers_own_clock_neither_takes_nor_keeps_leases() {
    assertThat(lease(one, "one")).hasSize(64);
    clock.pass(Duration.ofDays(1));
    assertThat(lease(two, "two")).isEmpty();
  }

  @Test
  void leases_of_before_the_databases_clock_was_set_back_are_free() throws Exception {
    lease(one, "one");
    leasesAge(Duration.ofHours(-1));
    assertThat(lease(two, "two")).hasSize(64);
  }

  private io.sutler.domain.Step step() {
    return new io.sutler.domain.Step(
        new RunId("R1"),
        1,
        "c",
        "create",
        "",
        io.sutler.domain.StepState.STARTED,
        given.now(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void a_clean_stop_gives_all_away_at_once() {
    lease(one, "one");
    one.passes().release("one");
    assertThat(lease(two, "two")).hasSize(64).allMatch(f -> f.number() == 2);
  }

  @Test
  void marks_of_the_other_are_seen_once() {
    long since = Micros.of(clock.instant());
    var held = lease(one, "one");
    long key = install(two, "orders-db");
    assertThat(one.passes().marked(held, since))
        .singleElement()
        .matches(w -> w.key() == key && w.fresh() && w.place().equals("here"));
    assertThat(one.passes().marked(held, since)).isEmpty();
    two.passes().mark(List.of(key), false);
    assertThat(one.passes().marked(held, since)).hasSize(1);
    assertThat(one.passes().marked(List.of(), since)).isEmpty();
    long own = install(one, "mine");
    assertThat(one.passes().marked(held, since)).isEmpty();
    assertThat(two.passes().marked(held, since)).extracting(Work::key).contains(own);
  }

  @Test
  void what_the_other_writes_is_heard_at_once() throws Exception {
    var held = lease(one, "one");
    lease(two, "two");
    try (var marks = one.changes().bell(new Topic.OfOthers());
        var project = one.changes().bell(new Topic.OfProject(demo.id()))) {
      long key = install(two, "orders-db");
      assertThat(rings(marks)).as("a mark is heard").isTrue();
      assertThat(rings(project)).as("a new deployment is heard").isTrue();
      assertThat(one.passes().marked(held, Micros.of(clock.instant())))
          .extracting(Work::key)
          .containsExactly(key);
      try (var deployment = one.changes().bell(new Topic.OfDeployment(key));
          var log = one.changes().bell(new Topic.OfRun(new RunId("R1")))) {
        two.passes().mark(List.of(key), true);
        assertThat(rings(deployment)).isTrue();
        two.logs().append(new RunId("R1"), 1, clock.instant(), "x");
        assertThat(rings(log)).isTrue();
      }
    }
  }

  @Test
  void what_the_other_writes_is_heard_again_after_the_connection_was_lost() throws Exception {
    cutConnections();
    try (var project = one.changes().bell(new Topic.OfProject(demo.id()))) {
      assertThat(rings(project)).as("what was said meanwhile was not heard: look").isTrue();
      install(two, "orders-db");
      assertThat(rings(project)).isTrue();
    }
  }

  private static boolean rings(Bell bell) throws InterruptedException {
    long began = System.nanoTime();
    bell.await(Duration.ofSeconds(20));
    return System.nanoTime() - began < Duration.ofSeconds(19).toNanos();
  }

  @Test
  void a_mark_that_is_committed_late_is_seen_all_the_same() {
    var held = lease(one, "one");
    long key = install(two, "orders-db");
    clock.pass(Duration.ofSeconds(3));
    assertThat(one.passes().marked(held, Micros.of(clock.instant())))
        .extracting(Work::key)
        .containsExactly(key);
  }

  @Test
  void names_quota_keys_and_audit_hold_across_both() throws Exception {
    one.accounts().setQuota(demo.id(), new Quota(60, Map.of(), -1, -1, -1, -1));
    var all =
        ConcurrencyContract.atOnce(
            200,
            i -> () -> (i % 2 == 0 ? one : two).intents().accept(given.install(demo, "d" + i / 2)));
    assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(60);
    var keys = new HashSet<Long>();
    for (var each : all) {
      if (each instanceof Accepted.Taken taken) {
        assertThat(keys.add(taken.key())).isTrue();
      }
    }
    assertThat(two.reads().deployments(demo.id(), "", 500)).hasSize(60);
    assertThat(two.reads().usage(demo.id()).deployments()).isEqualTo(60);
    assertThat(two.audits().page(Optional.of(demo.id()), Long.MAX_VALUE, 500)).hasSize(60);
    assertThat(two.audits().verify(Optional.of(demo.id()))).isEmpty();
  }

  @Test
  void one_idempotency_key_makes_one_command() throws Exception {
    var all =
        ConcurrencyContract.atOnce(
            40,
            i ->
                () -> {
                  Accept request = given.keyed("k", "h", given.install(demo, "d" + i));
                  return (i % 2 == 0 ? one : two).intents().accept(request);
                });
    assertThat(all).filteredOn(Accepted.Taken.class::isInstance).hasSize(1);
    assertThat(all).filteredOn(Accepted.Replayed.class::isInstance).hasSize(39);
  }

  @Test
  void generations_grow_by_one_whoever_takes_them() throws Exception {
    install(one, "orders-db");
    var d = one.reads().deployment(demo.id(), "orders-db").orElseThrow();
    ConcurrencyContract.atOnce(
        40,
        i ->
            () ->
                (i % 2 == 0 ? one : two)
                    .intents()
                    .accept(given.update(d, CommandKind.UPDATE, d.desired())));
    assertThat(one.reads().deployment(d.id()).orElseThrow().generation()).isEqualTo(41);
    assertThat(one.passes().read(d.key()).orElseThrow().open()).hasSize(1);
  }

  @Test
  void both_write_to_one_log() {
    var run = new RunId("R1");
    for (int i = 0; i < 10; i++) {
      (i % 2 == 0 ? one : two).logs().append(run, 0, given.now(), "x" + i);
    }
    Awaitility.await().until(() -> one.logs().read(run, 0, 100).size() == 10);
    assertThat(two.logs().read(run, 0, 100)).extracting(c -> c.seq()).doesNotHaveDuplicates();
  }

  @Test
  void a_lost_connection_is_opened_again() throws Exception {
    install(one, "before");
    cutConnections();
    install(one, "after");
    assertThat(two.reads().deployments(demo.id(), "", 10)).hasSize(2);
    var held = lease(two, "two");
    long key = one.reads().deployment(demo.id(), "after").orElseThrow().key();
    assertThat(two.passes().finish(of(held, key), PassContract.observing(key, 0, 1))).isTrue();
  }

  private void cutConnections() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sutler'");
    }
  }
}
