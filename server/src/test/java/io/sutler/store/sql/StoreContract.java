package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import io.sutler.store.Accept;
import io.sutler.store.Accepted;
import io.sutler.store.Fence;
import io.sutler.store.Snapshot;
import io.sutler.store.Store;
import io.sutler.store.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every contract of the store starts from: an empty store, a clock and a project. */
abstract class StoreContract {
  static final Duration TTL = Duration.ofSeconds(30);
  final TestClock clock = new TestClock();
  final Given given = new Given(clock);
  private final Database database;
  Store store;
  Project demo;

  StoreContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void openStore() throws Exception {
    database.empty();
    store = database.open(clock);
    demo = given.project(store, "demo", Quota.UNLIMITED);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  Store another() {
    return database.open(clock);
  }

  Database database() {
    return database;
  }

  Accepted.Taken take(Accept request) {
    var accepted = store.intents().accept(request);
    assertThat(accepted).isInstanceOf(Accepted.Taken.class);
    return (Accepted.Taken) accepted;
  }

  Deployment installed(String name) {
    take(given.install(demo, name));
    return deployment(name);
  }

  Deployment deployment(String name) {
    return store.reads().deployment(demo.id(), name).orElseThrow();
  }

  Fence fence(long key) {
    return fence("server-1", key);
  }

  Fence fence(String holder, long key) {
    return store.passes().lease(holder, List.of("here"), TTL).stream()
        .filter(f -> f.shard() == Work.shardOf(key))
        .findFirst()
        .orElseThrow();
  }

  Snapshot snapshot(long key) {
    return store.passes().read(key).orElseThrow();
  }

  Work work(long key) {
    var found = new java.util.ArrayList<Work>();
    store.passes().scan("here", Work.shardOf(key), found::add);
    return found.stream().filter(w -> w.key() == key).findFirst().orElseThrow();
  }
}
