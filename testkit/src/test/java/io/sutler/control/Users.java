package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.domain.Ulid;
import io.sutler.store.Accept;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.CommandEnd;
import io.sutler.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People who want this and that, at random; remembers all that they ordered and allowed. */
final class Users {
  static final Project PROJECT =
      new Project(new ProjectId("p1"), "demo", "demo", Quota.UNLIMITED, Instant.EPOCH);
  private static final List<String> WORKERS = List.of("a", "b", "c");
  private final Store store;
  private final InstantSource clock;
  private final Random random;
  final List<CommandId> ordered = new ArrayList<>();
  final Set<String> allowed = new HashSet<>();
  private int names;

  Users(Store store, InstantSource clock, Random random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  List<Deployment> deployments() {
    return store.reads().deployments(PROJECT.id(), "", 100);
  }

  void install() {
    var now = clock.instant();
    var id = new DeploymentId(Ulid.of(now, random));
    var desired =
        new Desired(
            "shop",
            random.nextBoolean() ? SimPlans.V1 : SimPlans.V2,
            params(false),
            List.of(),
            "east",
            RunState.RUNNING,
            false,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            true,
            List.of(),
            Map.of());
    var deployment =
        new Deployment(
            id, 0, PROJECT.id(), "shop-" + ++names, "", "", 1, desired, Observed.NOTHING, 1, now);
    accept(
        command(deployment, CommandKind.INSTALL, ""),
        new LevelChange.Create(deployment, Optional.empty()));
  }

  /** Something that a person may well want of it now. */
  void want(Deployment d) {
    var old = d.desired();
    if (old.runState() == RunState.ABSENT) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> level(d, CommandKind.UPDATE, with(old, params(true), some(d)));
      case 3 -> {
        var other = old.planDigest().equals(SimPlans.V1) ? SimPlans.V2 : SimPlans.V1;
        level(d, CommandKind.UPDATE, with(old, other, old.params(), some(d)));
      }
      case 4 -> level(d, CommandKind.STOP, with(old, RunState.STOPPED, Set.of(), true));
      case 5, 6 -> level(d, CommandKind.START, with(old, RunState.RUNNING, Set.of(), true));
      case 7 -> remove(d, random.nextBoolean());
      case 8, 9 -> {
        var name = random.nextBoolean() ? "backup" : "restore";
        accept(command(d, CommandKind.OPERATE, name), new LevelChange.Keep(d.key()));
      }
      case 10 -> accept(command(d, CommandKind.RETRY, ""), new LevelChange.Keep(d.key()));
      default -> cancel(d);
    }
  }

  void remove(Deployment d, boolean retain) {
    var allow = retain ? Set.of("scratch") : Set.of("db", "scratch");
    level(d, CommandKind.REMOVE, with(d.desired(), RunState.ABSENT, allow, retain));
  }

  /** Takes back all that stands in the way, so that the level can be reached. */
  void settle(Deployment d) {
    if (d.desired().runState() == RunState.ABSENT) {
      remove(d, true);
      return;
    }
    var params = new LinkedHashMap<>(d.desired().params());
    params.put("size", "large");
    level(d, CommandKind.UPDATE, with(d.desired(), params, Set.of("db", "scratch")));
  }

  private void cancel(Deployment d) {
    for (var id : ordered) {
      var command = store.reads().command(PROJECT.id(), id).orElseThrow();
      if (command.deployment().equals(d.id())
          && command.kind() == CommandKind.OPERATE
          && !command.state().isEnd()) {
        store
            .intents()
            .end(
                new CommandEnd(
                    id, CommandState.CANCELLED, "by a person", clock.instant(), Map.of()));
        return;
      }
    }
  }

  private Map<String, Object> params(boolean mistakes) {
    var params = new LinkedHashMap<String, Object>();
    params.put(
        "size",
        mistakes && random.nextInt(6) == 0
            ? "impossible"
            : random.nextBoolean() ? "small" : "large");
    params.put("cache", random.nextBoolean());
    params.put("place", random.nextInt(3) == 0 ? "west" : "east");
    var workers = new ArrayList<Object>();
    WORKERS.stream().filter(_ -> random.nextInt(3) == 0).forEach(workers::add);
    params.put("workers", workers);
    return params;
  }

  private Set<String> some(Deployment d) {
    return random.nextInt(3) == 0 ? Set.of("scratch") : Set.of();
  }

  private void level(Deployment d, CommandKind kind, Desired desired) {
    accept(command(d, kind, ""), new LevelChange.Update(d.key(), desired));
    desired.mayDestroy().forEach(name -> allowed.add(d.id() + "/" + name));
  }

  private void accept(Command command, LevelChange change) {
    ordered.add(command.id());
    store
        .intents()
        .accept(
            new Accept(
                command,
                change,
                Optional.empty(),
                Optional.empty(),
                Resources.NONE,
                new Accept.AuditEntry("mira", "sim", "", "", Map.of(), Map.of(), "")));
  }

  private Command command(Deployment d, CommandKind kind, String operation) {
    var now = clock.instant();
    return new Command(
        new CommandId(Ulid.of(now, random)),
        PROJECT.id(),
        d.id(),
        d.name(),
        kind,
        CommandState.ACCEPTED,
        0,
        operation,
        Map.of(),
        "mira",
        "sim",
        now,
        now.plus(Duration.ofMinutes(3)),
        Optional.empty(),
        "",
        Map.of());
  }

  private static Desired with(Desired d, Map<String, Object> params, Set<String> mayDestroy) {
    return with(d, d.planDigest(), params, mayDestroy);
  }

  private static Desired with(
      Desired d, String plan, Map<String, Object> params, Set<String> mayDestroy) {
    return new Desired(
        d.plan(),
        plan,
        params,
        d.bindings(),
        d.region(),
        d.runState(),
        false,
        d.stopAt(),
        d.removeAt(),
        mayDestroy,
        d.retain(),
        d.schedules(),
        d.adopt());
  }

  private static Desired with(Desired d, RunState state, Set<String> mayDestroy, boolean retain) {
    return new Desired(
        d.plan(),
        d.planDigest(),
        d.params(),
        d.bindings(),
        d.region(),
        state,
        false,
        d.stopAt(),
        d.removeAt(),
        mayDestroy,
        retain,
        d.schedules(),
        d.adopt());
  }
}
