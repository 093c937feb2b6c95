package io.sutler.intent;

import io.sutler.access.Access;
import io.sutler.access.Authenticate;
import io.sutler.access.Caller;
import io.sutler.access.FirstStart;
import io.sutler.catalog.DriverFacts;
import io.sutler.catalog.Params;
import io.sutler.catalog.PlanParser;
import io.sutler.catalog.Resolver;
import io.sutler.control.LoadPlans;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.store.Finish;
import io.sutler.store.Store;
import io.sutler.store.sql.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The room of intent over a real store, with people and plans in it. */
public final class IntentRoom implements AutoCloseable {
  public static final String DB =
      """
      kind: Plan
      name: db
      version: 1.0.0
      title: A database
      parameters:
        max_connections: { type: integer, minimum: 10, maximum: 5000, default: 100 }
        note: { type: string, default: "" }
        password: { type: string, writeOnly: true, minLength: 4 }
        workers: { type: array, items: { type: string }, maxItems: 9, default: [] }
      components:
        database:
          driver: servers
          holds_data: retain
          with: { count: 1, tags: { note: "${params.note}" } }
          resources: { cpus: 1, memory: 1GiB }
          outputs:
            url: { type: database, secret: true }
            host: { type: address }
        worker:
          for_each: "${params.workers}"
          driver: servers
          with: { count: 1 }
          resources: { cpus: 2 }
      operations:
        backup: { component: database, command: [bin/backup], repeatable: true }
        restore:
          component: database
          command: [bin/restore]
          confirm: true
          parameters: { file: { type: string } }
      outputs:
        url: "${database.url}"
        host: "${database.host}"
      limits: { per_project: 3 }
      """;
  public static final String APP =
      """
      kind: Plan
      name: app
      version: 1.0.0
      title: An app
      parameters:
        database: { type: string, binds: database }
        title: { type: string, default: Hello }
      components:
        web:
          driver: servers
          with: { count: 1, tags: { db: "${params.database}" } }
          outputs: { url: { type: endpoint } }
      outputs:
        url: "${web.url}"
      """;

  public final Clock clock = new Clock();
  public final Store store;
  public final Access access;
  public final Authenticate authenticate;
  public final SecretBox secrets;
  public final Desk desk;
  public final Commands commands;
  public final ManageProjects projects;
  public final ManageUsers users;
  public final PublishPlans plans;
  public final Caller admin;
  public final Project demo;

  public IntentRoom(Path dir) {
    store = SqliteStore.open(dir, clock);
    try {
      FirstStart.prepare(store, dir, "here", clock);
      secrets = new SecretBox(store.secrets(), MasterKey.fileIn(dir));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    access = new Access(store.accounts());
    authenticate = new Authenticate(store.accounts(), store.audits(), clock);
    var parser = new PlanParser();
    var any = Map.<String, Object>of("type", "object");
    desk =
        new Desk(
            store,
            access,
            secrets,
            new Catalogue(
                new LoadPlans(store.plans(), parser, dir.resolve("bundles"))::load,
                parser,
                new Params(),
                new Resolver(),
                Map.of(
                    "servers", new DriverFacts(any, false),
                    "script", new DriverFacts(any, true)),
                Set.of()),
            clock);
    commands = new TakeCommands(desk);
    projects = new ManageProjects(desk, authenticate);
    users = new ManageUsers(desk, authenticate);
    plans = new PublishPlans(desk);
    var user = store.accounts().user("admin").orElseThrow();
    admin = new Caller(user.id(), "admin", true, Map.of(), Set.of(), "test");
    demo = store.accounts().project("demo").orElseThrow();
  }

  /** Publishes {@link #DB} and {@link #APP} for everyone. */
  public IntentRoom withPlans() {
    publish(DB, "bin/backup", "bin/restore");
    publish(APP);
    return this;
  }

  public void publish(String yaml, String... files) {
    plans.publish(admin, Optional.empty(), zip(yaml, files));
  }

  public static byte[] zip(String yaml, String... files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("plan.yaml"));
      zip.write(yaml.getBytes(StandardCharsets.UTF_8));
      for (var file : files) {
        zip.putNextEntry(new ZipEntry(file));
        zip.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A user with one role in one project. */
  public Caller user(String name, String project, Role role) {
    users.create(admin, name, Optional.empty(), false);
    projects.grant(admin, project, name, role);
    return caller(name);
  }

  /** As if just signed in. */
  public Caller caller(String name) {
    var user = store.accounts().user(name).orElseThrow();
    return new Caller(
        user.id(), name, user.admin(), store.accounts().rolesOf(user.id()), Set.of(), "test");
  }

  public Project project(String name, Quota quota) {
    return projects.create(admin, name, name, quota);
  }

  public static Commands.Install install(String name, String plan, Map<String, Object> params) {
    return new Commands.Install(
        name, "", plan, "local", params, Optional.empty(), Optional.empty(), Map.of(), Map.of());
  }

  public static Commands.Install db(String name) {
    return install(name, "db@1", Map.of("password", "hunter2"));
  }

  public static Commands.Update params(Map<String, Object> params) {
    return new Commands.Update(
        Optional.empty(),
        Optional.empty(),
        params,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  public Deployment deployment(String name) {
    return store.reads().deployment(demo.id(), name).orElseThrow();
  }

  /** As if the loop had made a component of it. */
  public void record(String of, String name, DataPolicy holdsData) {
    var deployment = deployment(of);
    var passes = store.passes();
    var fences = passes.lease("test", List.of("here"), Duration.ofHours(1));
    var fence =
        fences.stream()
            .filter(f -> f.shard() == io.sutler.store.Work.shardOf(deployment.key()))
            .findFirst()
            .orElseThrow();
    var component =
        new ComponentRecord(
            name,
            "servers",
            "local",
            Optional.of("digest"),
            Optional.empty(),
            Map.of(),
            "bundle",
            Set.of(),
            holdsData,
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            0,
            Optional.empty(),
            clock.instant());
    passes.finish(
        fence,
        new Finish(
            deployment.key(),
            Optional.empty(),
            List.of(component),
            Set.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            false,
            false,
            passes.read(deployment.key()).orElseThrow().mark(),
            Long.MAX_VALUE,
            0));
  }

  public static Refusal refusal(ThrowingCallable act) {
    return Assertions.catchThrowableOfType(Refusal.class, act);
  }

  @Override
  public void close() {
    store.close();
  }

  /** A clock that tests move. */
  public static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    public synchronized void pass(Duration time) {
      now = now.plus(time);
    }
  }
}
