package io.sutler.bench;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.FirstStart;
import io.sutler.catalog.Bundle;
import io.sutler.catalog.DriverFacts;
import io.sutler.catalog.Params;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Resolver;
import io.sutler.control.Control;
import io.sutler.control.House;
import io.sutler.control.LoadPlans;
import io.sutler.control.Timers;
import io.sutler.domain.CommandId;
import io.sutler.domain.Deployment;
import io.sutler.domain.UserId;
import io.sutler.driver.Driver;
import io.sutler.execute.Deadlines;
import io.sutler.execute.Limits;
import io.sutler.execute.Tools;
import io.sutler.intent.Catalogue;
import io.sutler.intent.Commands;
import io.sutler.intent.Desk;
import io.sutler.intent.PublishPlans;
import io.sutler.intent.TakeCommands;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.store.CommandEnd;
import io.sutler.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A Sutler without HTTP in this process, with the no-op driver and a plan that uses it. */
final class Rig implements AutoCloseable {
  static final Caller ADMIN =
      new Caller(new UserId("bench"), "bench", true, Map.of(), Set.of(), "bench");
  static final String PLACE = "bench";
  static final String DEPLOYMENTS = "/api/v1/projects/demo/deployments";
  private static final String PLAN =
      """
      kind: Plan
      name: nothing
      version: 1.0.0
      parameters:
        size: { type: integer, minimum: 0, default: 1 }
        takes: { type: integer, minimum: 0, default: 0 }
      components:
        nothing:
          driver: noop
          with: { size: "${params.size}", takes: "${params.takes}" }
      """;
  final Store store;
  final Commands commands;
  final NoopDriver driver;
  private final Deadlines deadlines = new Deadlines();
  private final House house;
  private Optional<Control> control = Optional.empty();
  private volatile Consumer<CommandEnd> ended = _ -> {};

  Rig(Databases database) throws IOException {
    this(database, List.of(), PLAN);
  }

  /**
   * @param more drivers beside the no-op one
   * @param plan published at the start
   */
  Rig(Databases database, List<Driver> more, String plan) throws IOException {
    this.store = SeeEnds.of(database.open(), end -> ended.accept(end));
    var clock = InstantSource.system();
    var data = database.data();
    FirstStart.prepare(store, data, PLACE, clock);
    this.driver = new NoopDriver(clock);
    var secrets = new SecretBox(store.secrets(), MasterKey.fileIn(data));
    var parser = new PlanParser();
    var resolver = new Resolver();
    var drivers = new HashMap<String, Driver>(Map.of("noop", driver));
    more.forEach(one -> drivers.put(one.traits().name(), one));
    var facts = new HashMap<String, DriverFacts>();
    drivers.forEach((name, one) ->
        facts.put(name, new DriverFacts(one.traits().inputs(), one.traits().onServer())));
    var plans = new LoadPlans(store.plans(), parser, data.resolve("bundles"));
    var catalogue = new Catalogue(plans::load, parser, new Params(), resolver, facts, Set.of());
    var desk = new Desk(store, new Access(store.accounts()), secrets, catalogue, clock);
    this.commands = new TakeCommands(desk);
    var bundle = Files.createDirectories(data.resolve("plan"));
    Files.writeString(bundle.resolve("plan.yaml"), plan);
    new PublishPlans(desk).publish(ADMIN, Optional.empty(), Bundle.pack(bundle).zip());
    this.house =
        new House(
            new Tools(store, clock, new SecureRandom(), new Limits(4096), deadlines),
            plans,
            resolver,
            secrets,
            drivers,
            new io.sutler.control.Looks(clock),
            data);
  }

  void start(Duration resync) {
    var loop =
        new Control(
            house,
            new NoTimers(),
            new Control.Settings("bench", Set.of("", PLACE), resync, Duration.ofSeconds(15), 512));
    loop.start();
    control = Optional.of(loop);
  }

  void onEnd(Consumer<CommandEnd> listener) {
    ended = listener;
  }

  void install(String name) {
    installed(name);
  }

  CommandId installed(String name) {
    return installed(name, "nothing", "local", Map.of());
  }

  CommandId installed(String name, String plan, String region, Map<String, Object> params) {
    return commands
        .install(
            ADMIN,
            "demo",
            new Commands.Install(
                name,
                name,
                plan,
                region,
                params,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of()),
            Commands.Terms.PLAIN)
        .command()
        .id();
  }

  /**
   * Makes {@code standing} deployments {@code s-0} and so on stand in an empty database, as if they
   * had been installed and had settled.
   */
  static void seed(Databases database, long standing) throws Exception {
    try (var rig = new Rig(database)) {
      rig.start(Duration.ofMinutes(10));
      new Arrivals(rig).installAndWait("s-0");
    }
    Seed.copies(database.url(), standing - 1);
  }

  /** Waits until all that stand are known to the loop. */
  void awaitKnown(long standing) throws InterruptedException {
    while (figures().getOrDefault("deployments_known", 0L) < standing) {
      Thread.sleep(50);
    }
  }

  Map<String, Long> figures() {
    return control.map(Control::figures).orElse(Map.of());
  }

  @Override
  public void close() {
    control.ifPresent(Control::close);
    deadlines.close();
    store.close();
  }

  private static final class NoTimers implements Timers {
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
  }
}
