package io.sutler.control;

import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeCloud;
import io.sutler.testkit.ManualClock;
import io.sutler.testkit.MemoryStore;
import java.time.Instant;
import java.util.Random;

/** One history: what people want, what goes wrong and when, all from one seed. */
final class History {
  private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");
  private static final int MOST_TURNS = 600;
  private final Random random;
  private final CloudFaults faults;
  private final ManualClock clock = new ManualClock(START);
  private final FakeCloud cloud;
  private final MemoryStore store;
  private final Users users;
  private final Oracle oracle;
  private final boolean tellsDigests;
  private Loop loop;
  private int processes;
  private int calls;
  private int userAt;

  History(long seed) {
    random = new Random(seed);
    int[] percents = {0, 3, 10, 25};
    faults = new CloudFaults(seed, percents[random.nextInt(percents.length)]);
    cloud = new FakeCloud(clock, faults);
    store = new MemoryStore(SimPlans.STORE, Users.PROJECT);
    users = new Users(store, clock, random);
    tellsDigests = random.nextBoolean();
    oracle = new Oracle(store, cloud, users);
    cloud.onDestroy(oracle::destroyed);
    cloud.meanwhile((_, _) -> interfere());
    loop = start();
  }

  private Loop start() {
    return new Loop(
        new Loop.Setting(store, cloud, clock, random, tellsDigests, oracle::staleWrite),
        "process-" + ++processes);
  }

  /**
   * @return how many passes were spared
   */
  long run() throws InterruptedException {
    cloud.plant("east", "other/d/db", "server");
    users.install();
    for (int events = 3 + random.nextInt(6); events > 0; events--) {
      trouble();
      live(random.nextInt(12));
      happen();
    }
    rest();
    oracle.check(loop.house, processes);
    return loop.spared();
  }

  private void happen() {
    var all = users.deployments();
    int dice = random.nextInt(10);
    if (all.isEmpty() || all.size() < 3 && dice == 0) {
      users.install();
    } else if (dice < 8) {
      users.want(all.get(random.nextInt(all.size())));
    } else if (dice == 8) {
      int bits = random.nextInt();
      cloud.vanish(t -> t.kind().equals("server") && isHit(bits, t.id()));
    } else {
      int bits = random.nextInt();
      cloud.crash(t -> t.kind().equals("server") && isHit(bits, t.id()));
    }
  }

  private static boolean isHit(int bits, String id) {
    return ((id.hashCode() * 31 ^ bits) & 3) == 0 && !id.equals("server-1");
  }

  /** A person in the middle of a pass. */
  private void interfere() {
    if (++calls == userAt) {
      var all = users.deployments();
      if (!all.isEmpty()) {
        users.want(all.get(random.nextInt(all.size())));
      }
    }
  }

  private void trouble() {
    if (random.nextInt(4) == 0) {
      userAt = calls + 1 + random.nextInt(20);
    }
    var process = loop.process;
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> process.arm(1 + random.nextInt(60), process::die);
      case 3 -> process.arm(1 + random.nextInt(60), this::takeOver);
      default -> process.disarm();
    }
  }

  /** The process that calls this sleeps while another takes over, and then goes on. */
  private void takeOver() {
    var sleeper = loop.process;
    oracle.staleTwin(tellsDigests);
    loop = start();
    live(20);
    sleeper.supersede();
  }

  private void live(int turns) {
    var mine = loop;
    try {
      var _ = mine.run(turns, clock.instant().plusSeconds(600));
    } catch (Crashed e) {
      if (loop == mine) {
        loop = start();
      }
    }
  }

  /** The troubles end, people want what is possible, and the loop is left to itself. */
  private void rest() throws InterruptedException {
    userAt = -1;
    loop.process.disarm();
    faults.calm();
    clock.advance(java.time.Duration.ofSeconds(60));
    users.deployments().forEach(users::settle);
    resync(3);
    // Nobody tells of this: the next resync must find it, in what stood as it should before.
    int bits = random.nextInt();
    cloud.vanish(t -> t.kind().equals("server") && isHit(bits, t.id()));
    cloud.crash(t -> t.kind().equals("server") && isHit(bits >> 8, t.id()));
    resync(3);
  }

  private void resync(int times) throws InterruptedException {
    int turns = 0;
    for (int resync = 0; resync < times; resync++) {
      loop.resync(users.deployments().stream().map(d -> d.key()).toList());
      while (!loop.run(1, clock.instant().plusSeconds(7200))) {
        if (++turns > MOST_TURNS) {
          throw new AssertionError("it never comes to rest: " + oracle.say());
        }
      }
      clock.advance(java.time.Duration.ofMinutes(10));
    }
  }
}
