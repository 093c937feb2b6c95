package io.sutler.control;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.FirstStart;
import io.sutler.app.TimersAsCommands;
import io.sutler.catalog.Bundle;
import io.sutler.catalog.DriverFacts;
import io.sutler.catalog.Params;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Resolver;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.servers.Door;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.execute.Deadlines;
import io.sutler.execute.Limits;
import io.sutler.execute.Tools;
import io.sutler.intent.Catalogue;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import io.sutler.intent.Desk;
import io.sutler.intent.PublishPlans;
import io.sutler.intent.TakeCommands;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.store.Store;
import io.sutler.store.sql.SqliteStore;
import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeCloud;
import io.sutler.testkit.FakeCloudDriver;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.ManualClock;
import io.sutler.testkit.OpenDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People, the loop and a fake cloud over a real store, with time in the test's hands. */
final class WholeHouse implements AutoCloseable {
  private static final Map<String, Object> INPUTS =
      Map.of(
          "type", "object", "properties", Map.of("count", Map.of("type", "integer", "minimum", 1)));

  /** Every machine that runs answers, with a key of its own. */
  private static final Door DOOR = new OpenDoor();

  final ManualClock clock;
  final FakeCloud cloud;
  final FakeMachines machines;
  final Region region;
  final Store store;
  final Desk desk;
  final Commands commands;
  final House house;
  final Project demo;
  final Caller admin;
  private final Deadlines deadlines = new Deadlines();
  private final WorkQueue queue = new WorkQueue(new ResyncRing(1 << 20), 1);
  private final TakeTurn turns;

  WholeHouse(Path dir) throws IOException {
    this(dir, Instant.parse("2026-11-21T06:00:00Z"));
  }

  /** Also over what an earlier one left; its cloud is empty then. */
  WholeHouse(Path dir, Instant start) throws IOException {
    clock = new ManualClock(start);
    cloud = new FakeCloud(clock, new CloudFaults(1, 0));
    store = SqliteStore.open(dir, clock);
    FirstStart.prepare(store, dir, "here", clock);
    machines = new FakeMachines(clock, new CloudFaults(1, 0));
    var settings = Map.<String, Object>of("ledger", dir.resolve("ledger.json").toString());
    region = new Region("local", Optional.empty(), "fake", "", settings, "", false, 100);
    store.plans().put(region);
    var secrets = new SecretBox(store.secrets(), MasterKey.fileIn(dir));
    var parser = new PlanParser();
    var driver = choosy(new FakeCloudDriver(cloud, clock, true));
    var servers =
        new ServersDriver(
            Map.of("fake", machines), DOOR, clock, d -> clock.reach(clock.instant().plus(d)));
    var plans = new LoadPlans(store.plans(), parser, dir.resolve("bundles"));
    desk =
        new Desk(
            store,
            new Access(store.accounts()),
            secrets,
            new Catalogue(
                plans::load,
                parser,
                new Params(),
                new Resolver(),
                Map.of(
                    "cloud", new DriverFacts(driver.traits().inputs(), false),
                    "servers", new DriverFacts(servers.traits().inputs(), false)),
                Set.of()),
            clock);
    commands = new TakeCommands(desk);
    house =
        new House(
            new Tools(store, clock, new Random(1), new Limits(100), deadlines),
            plans,
            new Resolver(),
            secrets,
            Map.of("cloud", driver, "servers", servers),
            new Looks(clock),
            dir);
    demo = store.accounts().project("demo").orElseThrow();
    var user = store.accounts().user("admin").orElseThrow();
    admin = new Caller(user.id(), "admin", true, Map.of(), Set.of(), "test");
    var leases = new Leases(store.passes(), clock, "one", Set.of(""), Duration.ofDays(365));
    turns = new TakeTurn(house, queue, leases, new TimersAsCommands(commands, store.accounts()));
    store.passes().onMark(work -> queue.mark(work.key(), true));
    leases.renew(_ -> {}, _ -> {});
  }

  /** The same driver, with a schema that wants something. */
  private static Driver choosy(Driver driver) {
    var traits = new DriverTraits("cloud", INPUTS, false, false);
    return (Driver)
        Proxy.newProxyInstance(
            Driver.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (_, method, arguments) -> {
              if (method.getName().equals("traits")) {
                return traits;
              }
              try {
                return method.invoke(driver, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  void publish(String yaml) {
    new PublishPlans(desk).publish(admin, Optional.empty(), zip(yaml));
  }

  private static byte[] zip(String yaml) {
    try {
      var folder = Files.createTempDirectory("sutler-plan");
      Files.writeString(folder.resolve(PlanParser.FILE), yaml);
      return Bundle.pack(folder).zip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void install(String name, String plan, Map<String, Object> params) {
    commands.install(
        admin,
        "demo",
        new Commands.Install(
            name,
            "",
            plan,
            "local",
            params,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of()),
        Terms.PLAIN);
    run(Duration.ofSeconds(30));
  }

  void update(String name, Map<String, Object> params) {
    commands.update(
        admin,
        "demo",
        name,
        new Commands.Update(
            Optional.empty(),
            Optional.empty(),
            params,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty()),
        Terms.PLAIN);
    run(Duration.ofSeconds(30));
  }

  /** The safety resync of everything, and what follows from it in this time. */
  int resync(Duration time) {
    store.reads().deployments(demo.id(), "", 100).forEach(d -> queue.know(d.key(), clock.millis()));
    return run(time);
  }

  /** Takes all turns that come due in this time; how many. */
  int run(Duration time) {
    var until = clock.instant().plus(time);
    for (int taken = 0; ; taken++) {
      queue.tick(clock.millis());
      if (queue.waiting() == 0) {
        var next = queue.nextDue();
        if (next >= until.toEpochMilli()) {
          clock.reach(until);
          return taken;
        }
        clock.reach(Instant.ofEpochMilli(next));
        queue.tick(clock.millis());
      }
      try {
        turns.take(queue.take());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Optional<Deployment> find(String name) {
    return store.reads().deployment(demo.id(), name);
  }

  Deployment deployment(String name) {
    return find(name).orElseThrow();
  }

  /** A condition that does not hold. */
  Optional<Condition> against(String name, ConditionType type) {
    return deployment(name).observed().conditions().stream()
        .filter(c -> c.type() == type && !c.holds())
        .findFirst();
  }

  static Refusal refusal(Runnable act) {
    try {
      act.run();
    } catch (Refusal no) {
      return no;
    }
    throw new AssertionError("it was not refused");
  }

  @Override
  public void close() {
    deadlines.close();
    store.close();
  }
}
