package io.sutler.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Observation;
import io.sutler.domain.Region;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import io.sutler.testkit.MachineLedger.Entry;
import io.sutler.testkit.ManualClock;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories with a cloud that fails, people who change their mind, and a Sutler that is killed. */
class ServersInTroubleTest {
  private static final int HISTORIES = 60;
  private static final int TURNS = 12;
  @TempDir private Path directory;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** One cloud, one component, and time that is moved. */
  private final class World {
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T08:00:00Z"));
    final CloudFaults faults;
    final FakeMachines cloud;
    final RegionView region;
    Optional<String> handle = Optional.empty();

    World(long seed, int percent) {
      faults = new CloudFaults(seed, percent);
      cloud = new FakeMachines(clock, faults);
      var settings =
          Map.<String, Object>of("ledger", directory.resolve("ledger-" + seed).toString());
      region =
          new RegionView(
              new Region("far", Optional.empty(), "fake", "", settings, "", false, 4),
              "sutler-a",
              directory);
    }

    Driver driver() {
      return FakeServers.driver(cloud, clock, clock::advance);
    }

    MachineLedger ledger() {
      return FakeMachines.ledger(new CloudRegion(region.region(), "sutler-a", Map.of()));
    }

    List<Entry> machines() {
      return ledger().entries().stream().filter(e -> e.kind().equals("machine")).toList();
    }

    Views component() {
      return Views.component("servers", "node", region, directory);
    }

    ComponentView view(Views views) {
      return views.view().with(handle, clock.instant().plus(Duration.ofMinutes(20)));
    }

    Progress apply(Views views) throws InterruptedException {
      var progress = driver().apply(view(views), new TestLog());
      if (progress instanceof Progress.Done done) {
        handle = done.handle().or(() -> handle);
      }
      return progress;
    }

    /** As control would: again and again, until it is done. */
    void settle(Views views) throws InterruptedException {
      faults.calm();
      cloud.meanwhile(() -> {});
      for (int i = 0; i < 5; i++) {
        if (apply(views) instanceof Progress.Done) {
          return;
        }
        clock.advance(Duration.ofMinutes(1));
      }
      assertThat(apply(views)).isInstanceOf(Progress.Done.class);
    }

    /** Killed at its nth call of the cloud from now on. */
    void kill(int calls) {
      var left = new AtomicInteger(calls);
      cloud.meanwhile(() -> {
        if (left.decrementAndGet() == 0) {
          throw new Killed();
        }
      });
    }
  }

  @Test
  void whatever_happens_the_level_is_reached_and_nothing_is_there_twice() throws Exception {
    for (long seed = 0; seed < HISTORIES; seed++) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var world = new World(seed, 15);
      var component = world.component();
      int count = 0;
      for (int turn = 0; turn < TURNS; turn++) {
        count = random.nextInt(5);
        component =
            component
                .input("count", count)
                .input("disks", disks(random.nextBoolean() ? "/a" : "/b"))
                .runState(random.nextInt(5) == 0 ? RunState.STOPPED : RunState.RUNNING);
        world.kill(random.nextInt(40));
        try {
          world.apply(component);
        } catch (RuntimeException e) {
          // killed: the next turn knows nothing of this one
        }
        int accident = random.nextInt(4);
        world
            .ledger()
            .change(book -> {
              book.entries().stream()
                  .filter(e -> e.kind().equals("machine") && random.nextInt(4) == 0)
                  .forEach(e -> {
                    if (accident == 0) {
                      book.all().remove(e.handle());
                    } else if (accident == 1) {
                      book.replace(e.handle(), x -> x.in("STOPPED", world.clock.instant()));
                    } else if (accident == 2) {
                      book.replace(e.handle(), x -> x.in("FAILED", world.clock.instant()));
                    }
                  });
              return book;
            });
        world.clock.advance(Duration.ofSeconds(random.nextInt(60)));
      }
      component = component.runState(RunState.RUNNING);
      world.settle(component);
      world.clock.advance(Duration.ofMinutes(1));
      assertThat(world.machines())
          .as("seed %d", seed)
          .hasSize(count)
          .allMatch(e -> e.state().equals("RUNNING") && e.leaves().isEmpty())
          .extracting(Entry::name)
          .doesNotHaveDuplicates();
      assertThat(disksOf(world)).as("disks, seed %d", seed).hasSize(count);
      assertThat(world.driver().look(world.region).found())
          .as("what was made late is a ghost, seed %d", seed)
          .filteredOn(f -> f.spare())
          .extracting(f -> f.handle())
          .containsExactlyInAnyOrderElementsOf(spares(world));
      assertThat(world.driver().remove(world.view(component), new TestLog()))
          .isInstanceOf(Progress.Done.class);
      assertThat(world.ledger().entries()).as("after removal, seed %d", seed).isEmpty();
    }
  }

  private static List<Map<String, Object>> disks(String mount) {
    return List.of(Map.of("name", "data", "size", "1GiB", "mount", mount));
  }

  @Test
  void disks_outlive_their_machines_and_are_kept_and_taken_over() throws Exception {
    var world = new World(1, 0);
    var component = world.component().input("count", 2).input("disks", disks("/data"));
    world.settle(component);
    var before = disksOf(world);
    world.ledger().change(book -> book.all().keySet().removeIf(handle -> handle.startsWith("m")));
    world.settle(component.applied());
    assertThat(disksOf(world)).isEqualTo(before).hasSize(2);
    var removed = world.driver().remove(world.view(component.keepData()), new TestLog());
    assertThat(removed).isInstanceOf(Progress.Done.class);
    var kept = ((Progress.Done) removed).kept().orElseThrow();
    assertThat(kept.bytes()).isPositive();
    assertThat(world.machines()).isEmpty();
    assertThat(world.driver().look(world.region).found())
        .singleElement()
        .satisfies(f -> assertThat(f.handle()).isEqualTo(kept.handle()));
    var heir = world.component().input("count", 2).input("disks", disks("/data"));
    world.handle = Optional.empty();
    world.settle(heir.input("adopt", kept.handle()));
    assertThat(disksOf(world)).isEqualTo(before);
    world.driver().remove(world.view(heir.applied()), new TestLog());
    assertThat(world.ledger().entries()).isEmpty();
  }

  private static List<String> disksOf(World world) {
    return world.ledger().entries().stream()
        .filter(e -> e.kind().equals("disk") && !e.state().equals("SPARE"))
        .map(Entry::handle)
        .toList();
  }

  private static List<String> spares(World world) {
    return world.ledger().entries().stream()
        .filter(e -> e.state().equals("SPARE"))
        .map(Entry::handle)
        .toList();
  }

  @Test
  void a_disk_that_was_made_twice_is_taken_once_and_its_twin_goes_only_by_order() throws Exception {
    var world = new World(7, 0);
    var component = world.component().input("count", 1).input("disks", disks("/data"));
    world.faults.only("twin");
    assertThat(world.apply(component)).isInstanceOf(Progress.Done.class);
    world.clock.advance(Duration.ofMinutes(1));
    var disk = disksOf(world);
    var twin = spares(world);
    assertThat(disk).hasSize(1);
    assertThat(twin).hasSize(1);
    var driver = world.driver();
    var ghost =
        driver.look(world.region).found().stream().filter(f -> f.spare()).findFirst().orElseThrow();
    assertThat(ghost.handle()).isEqualTo(twin.getFirst());
    assertThat(ghost.weight().data()).as("nobody looked into it").isTrue();

    world.ledger().change(book -> book.all().keySet().removeIf(handle -> handle.startsWith("m")));
    world.settle(component.applied());
    assertThat(disksOf(world)).isEqualTo(disk);

    var removed = (Progress.Done) driver.remove(world.view(component.keepData()), new TestLog());
    assertThat(disksOf(world)).isEqualTo(disk);
    assertThat(spares(world)).as("what may hold data is left to a person").isEqualTo(twin);
    assertThat(removed.kept().orElseThrow().bytes()).isEqualTo(1L << 30);
    assertThat(driver.sweep(ghost, world.region, new TestLog())).isInstanceOf(Progress.Done.class);
    assertThat(world.ledger().entries()).extracting(Entry::handle).isEqualTo(disk);
  }

  @Test
  void a_disk_grows_where_it_is_and_never_shrinks() throws Exception {
    var world = new World(8, 0);
    var component = world.component().input("count", 2).input("disks", disks("/data"));
    world.settle(component);
    var before = world.ledger().entries().stream().map(Entry::handle).toList();
    var larger = component.applied().input("disks", sized("3GiB"));
    assertThat(world.driver().preview(world.view(larger)).effects())
        .contains("makes a disk larger of node-1: its disk data has 1 GiB and 3 GiB are declared");
    world.settle(larger);
    assertThat(world.ledger().entries())
        .filteredOn(e -> e.kind().equals("disk"))
        .extracting(Entry::bytes)
        .containsOnly(3L << 30);
    assertThat(world.ledger().entries()).extracting(Entry::handle).isEqualTo(before);

    assertThat(world.apply(component.applied().input("count", 3)))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.failure().blame()).isEqualTo(io.sutler.domain.Blame.USER);
              assertThat(failed.failure().code()).isEqualTo("disk-would-shrink");
              assertThat(failed.failure().message())
                  .isEqualTo(
                      "node-0 cannot be as declared: its disk data has 3 GiB and 1 GiB are declared,"
                          + " and no disk gets smaller; declare 3 GiB again, or a disk of another"
                          + " name");
            });
    assertThat(world.machines()).as("the others were done first").hasSize(3);
    assertThat(world.ledger().entries()).filteredOn(e -> e.bytes() == 3L << 30).hasSize(2);
  }

  private static List<Map<String, Object>> sized(String size) {
    return List.of(Map.of("name", "data", "size", size, "mount", "/data"));
  }

  @Test
  void what_was_kept_is_said_to_be_gone_when_it_is_seen_gone() throws Exception {
    var world = new World(9, 0);
    var component = world.component().input("count", 1).input("disks", disks("/data"));
    world.settle(component);
    var removed =
        (Progress.Done) world.driver().remove(world.view(component.keepData()), new TestLog());
    var handle = removed.kept().orElseThrow().handle();
    var driver = world.driver();
    world.faults.only("lie");
    assertThat(driver.discard(handle, world.region, new TestLog()))
        .isInstanceOf(Progress.Waiting.class);
    assertThat(disksOf(world)).hasSize(1);
    world.clock.advance(Duration.ofSeconds(20));
    assertThat(driver.discard(handle, world.region, new TestLog()))
        .isInstanceOf(Progress.Done.class);
    assertThat(world.ledger().entries()).isEmpty();
  }

  @Test
  void a_flavor_that_is_not_there_is_the_users_mistake_and_named_with_those_that_are()
      throws Exception {
    var world = new World(2, 0);
    assertThat(world.apply(world.component().input("flavor", "huge")))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .isEqualTo("there is no flavor 'huge': there are small"));
    assertThat(world.ledger().entries()).isEmpty();
  }

  @Test
  void a_machine_that_never_comes_up_ends_as_a_failure_with_its_console() throws Exception {
    var world = new World(3, 0);
    var log = new TestLog();
    world.settle(world.component());
    world.cloud.meanwhile(() -> {
      try {
        world
            .ledger()
            .change(book -> {
              book.entries()
                  .forEach(
                      e -> book.replace(e.handle(), x -> x.in("FAILED", world.clock.instant())));
              return book;
            });
      } catch (io.sutler.cloud.CloudTrouble e) {
        throw new IllegalStateException(e);
      }
    });
    var progress = world.driver().apply(world.view(world.component()), log);
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    assertThat(((Progress.Failed) progress).failure().code()).isEqualTo("machine-failed");
    assertThat(log.output()).contains("kernel panic");
  }

  @Test
  void a_machine_that_finds_no_room_waits_for_it() throws Exception {
    var world = new World(5, 0);
    var component = world.component();
    world.cloud.meanwhile(() -> {
      try {
        world
            .ledger()
            .change(book -> {
              book.entries()
                  .forEach(
                      e -> book.replace(e.handle(), x -> x.in("UNPLACED", world.clock.instant())));
              return book;
            });
      } catch (io.sutler.cloud.CloudTrouble e) {
        throw new IllegalStateException(e);
      }
    });
    assertThat(world.apply(component))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.failure().blame()).isEqualTo(io.sutler.domain.Blame.CAPACITY);
              assertThat(failed.failure().code()).isEqualTo("no-capacity");
            });
    world.settle(component);
    assertThat(world.machines()).hasSize(1);
  }

  @Test
  void a_machine_that_nobody_enters_is_up_though_its_door_is_mute() throws Exception {
    var world = new World(6, 0);
    var mute =
        new io.sutler.driver.servers.Door() {
          @Override
          public boolean answers(String address) {
            return false;
          }

          @Override
          public String hostKey(String address) throws java.io.IOException {
            throw new java.io.IOException("nobody is there");
          }
        };
    var driver =
        new io.sutler.driver.servers.ServersDriver(
            java.util.Map.of("fake", world.cloud), mute, world.clock, world.clock::advance);
    var component = world.component().input("reach", "none");
    assertThat(driver.apply(world.view(component), new TestLog()))
        .isInstanceOf(Progress.Done.class);
    assertThat(driver.observe(world.view(component.applied()), () -> driver.look(world.region)))
        .isInstanceOfSatisfying(
            Observation.Present.class,
            seen ->
                assertThat(seen.members())
                    .singleElement()
                    .satisfies(m -> {
                      assertThat(m.state()).isEqualTo(io.sutler.domain.MemberState.UP);
                      assertThat(m.facts()).doesNotContainKey("host_key");
                    }));
  }

  @Test
  void facts_name_the_machine_and_stay_the_same_over_a_reboot() throws Exception {
    var world = new World(4, 0);
    var component = world.component().input("role", "db");
    world.settle(component);
    var before = member(world, component.applied());
    assertThat(before.role()).isEqualTo("db");
    assertThat(before.facts())
        .containsKeys("address", "host", "login", "machine", "host_key")
        .containsEntry("host", "orders-node-0");
    world.clock.advance(Duration.ofMinutes(1));
    world
        .ledger()
        .change(book -> {
          book.entries()
              .forEach(e -> book.replace(e.handle(), x -> x.in("RUNNING", world.clock.instant())));
          return book;
        });
    var after = member(world, component.applied());
    assertThat(after.facts()).isEqualTo(before.facts());
    assertThat(after.since()).isNotEqualTo(before.since());
  }

  private static io.sutler.domain.Member member(World world, Views component)
      throws InterruptedException {
    var driver = world.driver();
    var seen = driver.observe(world.view(component), () -> driver.look(world.region));
    assertThat(seen).isInstanceOf(Observation.Present.class);
    return ((Observation.Present) seen).members().getFirst();
  }
}
