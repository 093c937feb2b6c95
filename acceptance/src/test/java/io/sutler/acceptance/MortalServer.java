package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A control plane that dies at a given point of each thing that it is asked for, is started again,
 * and must then have done it all the same. Each act says whether it died: not when it makes fewer
 * writes than that.
 */
final class MortalServer implements AutoCloseable {
  private static final String DEPLOYMENTS = "/projects/demo/deployments";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Path home;
  private final Path data;
  private final Path accidents;
  private final PairPlan plan;
  private final String installation;
  private final List<String> died = new ArrayList<>();
  private ServerProcess server;

  MortalServer(Path home) throws IOException, InterruptedException {
    this.home = home;
    this.data = home.resolve("data");
    this.accidents = Files.createDirectories(home.resolve("accidents"));
    Files.createDirectories(home.resolve("no-plans"));
    this.plan = new PairPlan(home.resolve("ledger"));
    this.server = start();
    this.installation = server.installation();
    plan.publish(server.api(), home.resolve("plan"));
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.await(
        data,
        Program.accidentProne(accidents)
            .serve(data, List.of("--catalog", home.resolve("no-plans").toString())));
  }

  @Override
  public void close() {
    server.close();
    ServerProcess.sweep(installation);
  }

  /** Where it died, by what it was doing. */
  List<String> died() {
    return died;
  }

  boolean installs(String name, String point) throws Exception {
    boolean halted =
        dying(
            "install",
            point,
            "POST",
            DEPLOYMENTS,
            Map.of(
                "name",
                name,
                "plan",
                PairPlan.NAME,
                "params",
                Map.of("ledger", plan.ledger().toString())));
    assertThat(plan.entries(name))
        .as(point)
        .containsExactlyInAnyOrder("install " + name + " first", "work " + name + " first");
    assertThat(running()).as(point).hasSize(1);
    return halted;
  }

  boolean updates(String name, String point) throws Exception {
    boolean halted =
        dying(
            "update",
            point,
            "PATCH",
            Api.deployment(name),
            Map.of("params", Map.of("note", "second")));
    assertThat(plan.entries(name))
        .as(point)
        .hasSize(4)
        .contains("update " + name + " second", "work " + name + " second");
    assertThat(running()).as(point).hasSize(1);
    return halted;
  }

  boolean operates(String name, String point) throws Exception {
    boolean halted =
        dying("operate", point, "POST", Api.deployment(name) + "/operations/stamp", Map.of());
    assertThat(plan.entries(name)).as(point).hasSize(5).contains("stamp " + name + " second");
    return halted;
  }

  boolean removes(String name, String point) throws Exception {
    boolean halted = dying("remove", point, "DELETE", Api.deployment(name), "");
    // a removal's end is forgotten with its workspace: its author knows that it may run again
    assertThat(plan.entries(name))
        .as(point)
        .hasSizeBetween(6, 7)
        .endsWith("remove " + name + " second");
    assertThat(ServerProcess.tagged(installation)).as(point).isEmpty();
    assertThat(files()).as(point).isEmpty();
    assertThat(server.api().get(Api.deployment(name)).status()).isEqualTo(404);
    return halted;
  }

  /**
   * Sends the request to a server that dies at this point, starts it again, asks again with the
   * same key, and waits for the good end. False when it does not make so many writes.
   */
  private boolean dying(String what, String point, String method, String path, Object body)
      throws Exception {
    var halt = accidents.resolve("halt");
    var key = (what + path + "/" + point).replace(" ", "-");
    Files.writeString(halt, point + " " + what);
    var accepted = server.api().tried(method, path, body, key);
    Awaitility.await(what + " at " + point)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> server.ended(Duration.ZERO).isPresent() || server.api().isQuiet());
    boolean halted = server.ended(Duration.ZERO).isPresent();
    if (halted) {
      assertThat(server.ended(SOON)).as(point).hasValue(137);
      died.add(what + " " + Files.readString(accidents.resolve("halted")));
    } else {
      assertThat(accepted).as(point).isPresent();
    }
    Files.delete(halt);
    if (halted) {
      server = start();
    }
    server.api().reached(server.api().tried(method, path, body, key).orElseThrow());
    return halted;
  }

  /** Its workers, without the wrappers that wait for them. */
  private List<Long> running() {
    return ServerProcess.tagged(installation).stream()
        .filter(pid -> ServerProcess.name(pid).equals("sleep"))
        .toList();
  }

  /** What lies in the workspaces. */
  private List<Path> files() throws IOException {
    try (var all = Files.list(data.resolve("components"))) {
      return all.toList();
    }
  }
}
