package io.sutler.app;

import io.sutler.access.FirstStart;
import io.sutler.access.Tokens;
import io.sutler.api.HttpServer;
import io.sutler.api.Metrics;
import io.sutler.api.Probes;
import io.sutler.api.Route;
import io.sutler.api.v1.V1;
import io.sutler.domain.Blame;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandState;
import io.sutler.domain.Failure;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Role;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.SecretRef;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.domain.UserId;
import io.sutler.secret.MasterKey;
import io.sutler.secret.SecretBox;
import io.sutler.store.Accounts;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Store;
import io.sutler.store.Work;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The API over a real embedded store. No loop runs: the tests do what it would do. */
public final class ApiUnderTest implements AutoCloseable {
  private final Store store;
  private final HttpServer http;
  private final Path data;
  private final SecretBox secrets;
  private final List<Fence> fences;
  private final List<Route> michman;
  private final Rooms rooms;
  private final MichmanJournal journal;

  public ApiUnderTest(Path data) throws IOException {
    this(data, InstantSource.system(), List.of());
  }

  /**
   * @param flags beside those that every test needs
   */
  public ApiUnderTest(Path data, InstantSource clock, List<String> flags) throws IOException {
    this.data = data;
    var environment = Map.of("HOME", data.toString());
    var settings =
        ReadSettings.from(
            Arguments.of(
                Stream.concat(
                        Stream.of("--data", data.toString(), "--port", "0", "--place", "here"),
                        flags.stream())
                    .toList()),
            environment);
    this.store = OpenStore.open(settings, clock);
    FirstStart.prepare(store, data, "here", clock);
    var drivers = Drivers.all(data, environment, Map.of(), clock);
    var key = MasterKey.fileIn(data);
    this.secrets = new SecretBox(store.secrets(), key);
    this.rooms = new Rooms(settings, store, drivers, key, clock);
    var metrics = new Metrics();
    var routes = new ArrayList<>(new Probes(store::accepts, metrics).routes());
    routes.addAll(
        V1.routes(
            rooms.writers(),
            rooms.readers(),
            rooms.authenticate(),
            rooms.access(),
            new Describe(settings, store, drivers, clock.instant())));
    this.journal = new MichmanJournal(settings.site(), clock);
    this.michman = MichmanFace.beside(settings, rooms, clock, journal);
    routes.addAll(michman);
    this.http =
        new HttpServer(settings.http(), routes, rooms.authenticate()::byToken, metrics, clock);
    http.start();
    this.fences = store.passes().lease("test-1-1", Set.of("", "here"), Duration.ofHours(1));
  }

  public Store store() {
    return store;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  public String adminToken() throws IOException {
    return Files.readString(data.resolve(FirstStart.TOKEN_FILE)).strip();
  }

  private Optional<CommandId> newest(io.sutler.domain.Deployment d) {
    return store.reads().commands(d.project(), Optional.of(d.id()), "", 1).stream()
        .map(io.sutler.domain.Command::id)
        .findFirst();
  }

  Rooms rooms() {
    return rooms;
  }

  /** Michman's, as they are found on a port of its own. */
  public List<Route> michmanRoutes() {
    return michman.stream()
        .map(r -> new Route(r.method(), r.path().replaceFirst("^/michman", ""), r.open(), r.act()))
        .toList();
  }

  /** A run that the loop would make, with a log of two pieces. */
  public RunId run(String project, String deployment, String id) throws InterruptedException {
    var d = find(project, deployment);
    var run = new RunId(id);
    var now = Instant.now();
    store
        .passes()
        .begin(
            fence(d.place(), d.key()),
            d.key(),
            new Run(run, d.id(), newest(d), d.generation(), "test", now, Optional.empty(), ""),
            List.of(
                new Step(
                    run,
                    0,
                    "",
                    "dispatch",
                    "claimed",
                    StepState.DONE,
                    now,
                    Optional.of(now),
                    Optional.empty(),
                    Optional.empty())),
            List.of());
    log(run, "first\n");
    log(run, "second\n");
    return run;
  }

  /** A step of it failed on a machine. */
  public void failedStep(String project, String deployment, RunId run) {
    var d = find(project, deployment);
    var now = Instant.now();
    var failed =
        new Step(
            run,
            1,
            "main",
            "create",
            "it is declared and not there",
            StepState.FAILED,
            now,
            Optional.of(now),
            Optional.of(
                new Failure(Blame.PLATFORM, "task-failed", "TASK disk failed on nodes-1: full")),
            Optional.empty(),
            "2 hosts: ok 3, changed 1, failed 1, unreachable 0");
    boolean written =
        store.passes().journal(fence(d.place(), d.key()), d.key(), failed, Optional.empty());
    if (!written) {
      throw new IllegalStateException("fenced off");
    }
  }

  public void log(RunId run, String text) throws InterruptedException {
    int before = store.logs().read(run, 0, 1000).size();
    store.logs().append(run, 0, Instant.now(), text);
    while (store.logs().read(run, 0, 1000).size() == before) {
      Thread.onSpinWait();
    }
  }

  /** The level is reached: commands end, a secret output is there, the run is over. */
  public void reach(String project, String deployment, RunId id) {
    end(project, deployment, id, CommandState.REACHED);
  }

  /** The loop gave the level up for now: commands end as failed. */
  public void fail(String project, String deployment, RunId id) {
    end(project, deployment, id, CommandState.FAILED);
  }

  private void end(String project, String deployment, RunId id, CommandState how) {
    var d = find(project, deployment);
    var snapshot = store.passes().read(d.key()).orElseThrow();
    var secret = d.id() + "/out/main/url";
    secrets.put(secret, d.project(), Optional.of(d.id()), "http://clear");
    var now = Instant.now();
    var run = store.reads().run(id).orElseThrow();
    var done =
        new Run(
            id,
            d.id(),
            run.command(),
            run.generation(),
            run.worker(),
            run.startedAt(),
            Optional.of(now),
            "reached");
    boolean written =
        store
            .passes()
            .finish(
                fence(d.place(), d.key()),
                new Finish(
                    d.key(),
                    Optional.of(
                        new Observed(
                            how == CommandState.REACHED
                                ? d.generation()
                                : d.observed().generation(),
                            List.of(),
                            Map.of(
                                "url",
                                new OutputValue("endpoint", true, new SecretRef(secret).text())))),
                    List.of(),
                    Set.of(),
                    snapshot.open().stream()
                        .map(c -> new CommandEnd(c.id(), how, "", now, Map.of()))
                        .toList(),
                    Optional.of(done),
                    List.of(),
                    false,
                    false,
                    snapshot.mark(),
                    Long.MAX_VALUE,
                    0));
    if (!written) {
      throw new IllegalStateException("fenced off");
    }
  }

  /** Of a new user without a part in anything. */
  public String tokenOf(String user) {
    var id = new UserId(user.toUpperCase(java.util.Locale.ROOT));
    var text = Tokens.make();
    store.accounts().create(new Accounts.User(id, user, "", false, Instant.now()));
    store
        .accounts()
        .create(
            new Accounts.Token(
                "T-" + user,
                Tokens.hash(text),
                "test",
                id,
                Optional.empty(),
                Role.OWNER,
                Set.of(),
                Instant.now(),
                Optional.empty()));
    return text;
  }

  private io.sutler.domain.Deployment find(String project, String deployment) {
    var owner = store.accounts().project(project).orElseThrow();
    return store.reads().deployment(owner.id(), deployment).orElseThrow();
  }

  private Fence fence(String place, long key) {
    return fences.stream()
        .filter(f -> f.place().equals(place) && f.shard() == Work.shardOf(key))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    journal.close();
    http.close();
    store.close();
  }
}
