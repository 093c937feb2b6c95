package io.sutler.control;

import io.sutler.catalog.Resolver;
import io.sutler.domain.Deployment;
import io.sutler.driver.Driver;
import io.sutler.execute.Deadlines;
import io.sutler.execute.Limits;
import io.sutler.execute.Tools;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.store.Store;
import io.sutler.testkit.FakeCloud;
import io.sutler.testkit.FakeCloudDriver;
import io.sutler.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The running loop of one simulated process, one turn after the other, with time in our hands. */
final class Loop {
  private static final Resolver RESOLVER = new Resolver();
  private static final Deadlines DEADLINES = new Deadlines();
  private static final MasterKey KEY =
      MasterKey.ofText(Base64.getEncoder().encodeToString(new byte[32]), "the simulation");
  private static final Duration LEASE = Duration.ofDays(365);
  private static final Timers NONE =
      new Timers() {
        @Override
        public Optional<String> stop(Deployment deployment) {
          return Optional.empty();
        }

        @Override
        public Optional<String> remove(Deployment deployment) {
          return Optional.empty();
        }

        @Override
        public Optional<String> operate(Deployment deployment, String operation, long turn) {
          return Optional.empty();
        }
      };

  final Process process;
  final House house;
  private final ManualClock clock;
  private final WorkQueue queue = new WorkQueue(new ResyncRing(1 << 20), 1);
  private final TakeTurn turns;

  /** Where it lives; the same for every process of a history. */
  record Setting(
      Store store,
      FakeCloud cloud,
      ManualClock clock,
      Random random,
      boolean tellsDigests,
      Consumer<String> onStaleWrite) {}

  Loop(Setting setting, String holder) {
    this.clock = setting.clock();
    this.process = new Process(setting.onStaleWrite());
    var store = process.guard(setting.store());
    var driver =
        process.guard(
            Driver.class,
            new FakeCloudDriver(setting.cloud(), setting.clock(), setting.tellsDigests()));
    this.house =
        new House(
            new Tools(store, clock, setting.random(), new Limits(100), DEADLINES),
            SimPlans.LOAD,
            RESOLVER,
            new SecretBox(store.secrets(), KEY),
            Map.of("cloud", driver),
            new Looks(clock, () -> clock.instant().toEpochMilli() * 1_000_000),
            Path.of("/nowhere"));
    var leases = new Leases(setting.store().passes(), clock, holder, Set.of(""), LEASE);
    this.turns = new TakeTurn(house, queue, leases, NONE);
    setting.store().passes().onMark(work -> queue.mark(work.key(), true));
    leases.renew(
        fence ->
            setting
                .store()
                .passes()
                .scan(
                    fence.place(),
                    fence.shard(),
                    work ->
                        queue.know(
                            work.key(),
                            work.due() == Long.MAX_VALUE ? work.due() : work.due() / 1000)),
        _ -> {});
  }

  /** The safety resync of these keys, where another deployment's pass has just looked. */
  void resync(List<Long> keys) throws InterruptedException {
    for (var region : List.of("east", "west")) {
      var driver = house.drivers().get("cloud");
      var view = house.region(Users.PROJECT.id(), region);
      if (driver != null && view.isPresent()) {
        house.looks().at(driver, view.get(), Duration.ZERO);
      }
    }
    turns.unsettled(keys).forEach(queue::resync);
  }

  /** Passes that the resync spared. */
  long spared() {
    return turns.spared();
  }

  /**
   * Takes turns, moving time on to what is due next.
   *
   * @return whether nothing is due any more before {@code until}
   */
  boolean run(int turns, Instant until) {
    for (int i = 0; i < turns; i++) {
      queue.tick(clock.millis());
      if (queue.waiting() == 0) {
        var next = queue.nextDue();
        if (next >= until.toEpochMilli()) {
          return true;
        }
        clock.reach(Instant.ofEpochMilli(next));
        queue.tick(clock.millis());
      }
      try {
        this.turns.take(queue.take());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (process.isDead()) {
        throw new Crashed();
      }
    }
    return false;
  }
}
