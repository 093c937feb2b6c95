package io.sutler.store.sql;

import io.sutler.domain.Binding;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.domain.Ulid;
import io.sutler.store.Accept;
import io.sutler.store.Accept.AuditEntry;
import io.sutler.store.Accept.Idempotency;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.Finish;
import io.sutler.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes the objects that the contract speaks of. Thread-safe. */
final class Given {
  static final String PLAN = "postgresql";
  private final Random random = new Random(7);
  private final InstantSource clock;

  Given(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  synchronized String id() {
    return Ulid.of(now(), random);
  }

  Project project(Store store, String name, Quota quota) {
    var project = new Project(new ProjectId(id()), name, name, quota, now());
    if (!store.accounts().create(project)) {
      throw new IllegalStateException("name taken");
    }
    return project;
  }

  Desired desired(Map<String, Object> params, Binding... bindings) {
    return new Desired(
        PLAN,
        "digest",
        params,
        List.of(bindings),
        "local",
        RunState.RUNNING,
        false,
        Optional.empty(),
        Optional.of(now().plusSeconds(60)),
        Set.of("database"),
        true,
        List.of(),
        Map.of());
  }

  static Desired in(RunState state, Desired d) {
    return new Desired(
        d.plan(),
        d.planDigest(),
        d.params(),
        d.bindings(),
        d.region(),
        state,
        d.held(),
        d.stopAt(),
        d.removeAt(),
        d.mayDestroy(),
        d.retain(),
        d.schedules(),
        d.adopt());
  }

  static Desired of(String plan, Desired d) {
    return new Desired(
        plan,
        d.planDigest(),
        d.params(),
        d.bindings(),
        d.region(),
        d.runState(),
        d.held(),
        d.stopAt(),
        d.removeAt(),
        d.mayDestroy(),
        d.retain(),
        d.schedules(),
        d.adopt());
  }

  static Desired adopting(String retained, Desired d) {
    return new Desired(
        d.plan(),
        d.planDigest(),
        d.params(),
        d.bindings(),
        d.region(),
        d.runState(),
        d.held(),
        d.stopAt(),
        d.removeAt(),
        d.mayDestroy(),
        d.retain(),
        d.schedules(),
        Map.of("database", retained));
  }

  Command command(ProjectId project, DeploymentId of, String name, CommandKind kind) {
    return new Command(
        new CommandId(id()),
        project,
        of,
        name,
        kind,
        CommandState.ACCEPTED,
        0,
        "",
        Map.of(),
        "mira",
        "v1",
        now(),
        now().plus(Duration.ofHours(1)),
        Optional.empty(),
        "",
        Map.of());
  }

  static AuditEntry audit(String action, String object) {
    return new AuditEntry("mira", "v1", action, object, Map.of(), Map.of("n", 1L), "accepted");
  }

  Accept install(Project project, String name, Desired desired) {
    var id = new DeploymentId(id());
    var deployment =
        new Deployment(
            id,
            0,
            project.id(),
            name,
            "The " + name,
            "here",
            1,
            desired,
            Observed.NOTHING,
            1,
            now());
    return new Accept(
        command(project.id(), id, name, CommandKind.INSTALL),
        new LevelChange.Create(deployment, Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        new Resources(1000, 512, 1024),
        audit("install", name));
  }

  Accept install(Project project, String name) {
    return install(project, name, desired(Map.of("max_connections", 100L)));
  }

  Accept update(Deployment d, CommandKind kind, Desired desired) {
    return new Accept(
        command(d.project(), d.id(), d.name(), kind),
        new LevelChange.Update(d.key(), desired),
        Optional.empty(),
        Optional.empty(),
        new Resources(1000, 512, 1024),
        audit("update", d.name()));
  }

  Accept remove(Deployment d) {
    return update(d, CommandKind.REMOVE, in(RunState.ABSENT, d.desired()));
  }

  Accept keep(Deployment d, CommandKind kind) {
    return new Accept(
        command(d.project(), d.id(), d.name(), kind),
        new LevelChange.Keep(d.key()),
        Optional.empty(),
        Optional.empty(),
        Resources.NONE,
        audit("operate", d.name()));
  }

  /** A removal that keeps so many bytes; 0 when nobody knows. */
  Accept keeping(long bytes, Deployment d) {
    var a = remove(d);
    var level = (LevelChange.Update) a.level();
    return new Accept(
        a.command(),
        new LevelChange.Update(
            level.key(), level.desired(), level.displayName(), Optional.of(bytes)),
        a.ifVersion(),
        a.idempotency(),
        a.uses(),
        a.audit());
  }

  static Accept taking(Resources uses, Accept a) {
    return new Accept(a.command(), a.level(), a.ifVersion(), a.idempotency(), uses, a.audit());
  }

  static Accept ifVersion(long version, Accept a) {
    return new Accept(
        a.command(), a.level(), Optional.of(version), a.idempotency(), a.uses(), a.audit());
  }

  Accept keyed(String key, String hash, Accept a) {
    var idempotency = new Idempotency("mira/demo", key, hash, now().plus(Duration.ofHours(24)));
    return new Accept(
        a.command(), a.level(), a.ifVersion(), Optional.of(idempotency), a.uses(), a.audit());
  }

  static Accept limited(int perProject, Accept a) {
    var create = (LevelChange.Create) a.level();
    return new Accept(
        a.command(),
        new LevelChange.Create(create.deployment(), Optional.of(perProject)),
        a.ifVersion(),
        a.idempotency(),
        a.uses(),
        a.audit());
  }

  ComponentRecord component(String name) {
    return new ComponentRecord(
        name,
        "process",
        "local",
        Optional.of("d1"),
        Optional.of("d1/RUNNING"),
        Map.of("settings", Map.of("n", 1L)),
        "bundle",
        Set.of("nodes"),
        DataPolicy.RETAIN,
        Optional.of("pid:1"),
        List.of(),
        Map.of("url", new OutputValue("database", false, "postgresql://x")),
        Optional.empty(),
        0,
        Optional.empty(),
        now());
  }

  /** An end of a pass that changes nothing but the queue. */
  static Finish nothing(long key, long mark) {
    return new Finish(
        key,
        Optional.empty(),
        List.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        false,
        mark,
        Long.MAX_VALUE,
        0);
  }
}
