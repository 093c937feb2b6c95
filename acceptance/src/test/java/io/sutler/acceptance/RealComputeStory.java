package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Batch jobs and notebooks on real hosts: what their users would do, through a real server. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealComputeStory {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String USER = "mira";

  @TempDir Path home;
  private ServerProcess server;
  private RealEngine engine;
  private SshKey key;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.on(home.resolve("data"));
    engine = new RealEngine(server.installation());
    key = SshKey.in(home);
    RealEngine.prepareRegion(server.api());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    engine.sweep();
  }

  @Test
  void jobs_run_on_every_node_and_a_node_leaves_when_its_job_has_ended() throws Exception {
    install("lab", "slurm", Map.of("workers", 2, "keys", List.of(key.publicKey())));
    jobsRunOn("lab-worker-0", "lab-worker-1");

    reached(change("lab", Map.of("workers", 3)));
    jobsRunOn("lab-worker-0", "lab-worker-1", "lab-worker-2");

    onHead("nohup srun -w worker-2 " + waitingFor("/tmp/go") + " >/root/said 2>&1 &");
    headComesToSay("squeue -h -t R -o %N", "worker-2");
    var fewer = change("lab", Map.of("workers", 2));
    headComesToSay("sinfo -h -N -n worker-2 -o %t", "drng");
    assertThat(engine.machines()).containsKey("worker-2");
    key.on(address("lab", "worker-2"), "touch /tmp/go");
    reached(fewer);
    assertThat(onHead("cat /root/said")).isEqualTo("lab-worker-2");
    assertThat(engine.machines()).containsOnlyKeys("head-0", "worker-0", "worker-1");
    assertThat(onHead("sinfo -h -N -o %N").lines())
        .containsExactlyInAnyOrder("worker-0", "worker-1");
    jobsRunOn("lab-worker-0", "lab-worker-1");

    anotherRunChangesNothing("lab");
    reached(server.api().call("DELETE", Api.deployment("lab") + "?destroyData=true", ""));
    assertThat(engine.things()).isEmpty();
  }

  @Test
  void a_users_notebook_server_runs_a_cell() throws Exception {
    var user = Map.of("name", USER, "password", "Passw0rdOfMira");
    install("desk", "jupyterhub", Map.of("users", List.of(user)));
    var hub =
        new NotebookServer(
            URI.create(server.api().get(Api.deployment("desk")).text("/outputs/url/value")),
            server.api().reveal("desk", "token"));
    assertThat(NotebookServer.page(hub.url() + "hub/login")).isEqualTo(200);

    hub.call("POST", "hub/api/users/" + USER + "/server", Map.of());
    Awaitility.await("the user's server is ready")
        .atMost(PATIENCE)
        .until(() ->
            hub.call("GET", "hub/api/users/" + USER, Map.of()).at("/servers//ready").asBoolean());
    var own = new NotebookServer(hub.url().resolve("user/" + USER + "/"), hub.token());
    assertThat(own.run("import getpass; print(getpass.getuser(), 6 * 7)")).isEqualTo(USER + " 42");

    anotherRunChangesNothing("desk");
    assertThat(own.run("print('still there')")).isEqualTo("still there");
    reached(server.api().call("DELETE", Api.deployment("desk") + "?destroyData=true", ""));
    assertThat(engine.things()).isEmpty();
  }

  private void jobsRunOn(String... hosts) throws Exception {
    assertThat(onHead("srun -N" + hosts.length + " hostname").lines())
        .containsExactlyInAnyOrder(hosts);
  }

  /** A job that goes on until the file is there, and says where it ran. */
  private static String waitingFor(String file) {
    return "sh -c 'until [ -e " + file + " ]; do sleep 1; done; hostname'";
  }

  private void headComesToSay(String command, String start) {
    Awaitility.await(command + " says " + start)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> onHead(command).startsWith(start));
  }

  /** A variable that no playbook uses: all of it runs again. */
  private void anotherRunChangesNothing(String deployment) throws IOException {
    reached(change(deployment, Map.of("extra_vars", Map.of("nobody_uses_this", 1))));
    try (var files = Files.walk(home.resolve("data").resolve("components"))) {
      var records = files.filter(file -> file.endsWith("ansible.json")).toList();
      assertThat(records).hasSize(1);
      var lastRun = Json.object(Files.readString(records.getFirst()));
      assertThat(lastRun).hasEntrySatisfying("changed", n -> assertThat(n).hasToString("0"));
    }
  }

  private String onHead(String command) throws Exception {
    return key.on(address("lab", "head-0"), command);
  }

  private String address(String deployment, String member) {
    var members = server.api().get(Api.deployment(deployment)).body().at("/observed/members");
    for (JsonNode found : members) {
      if (found.path("name").asText().equals(member)) {
        return found.at("/facts/address").asText();
      }
    }
    throw new AssertionError("no member " + member + " in " + members);
  }

  private void install(String name, String plan, Map<String, Object> params) {
    server.api().awaitPlan(plan);
    var body = Map.of("name", name, "plan", plan, "region", "local", "params", params);
    reached(server.api().call("POST", "/projects/demo/deployments", body));
  }

  private Api.Answer change(String name, Map<String, Object> params) {
    return server.api().call("PATCH", Api.deployment(name), Map.of("params", params));
  }

  private void reached(Api.Answer accepted) {
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    var path = "/projects/demo/commands/" + accepted.text("/id");
    var ended =
        Awaitility.await("the command ends")
            .atMost(PATIENCE)
            .until(() -> server.api().get(path), answer -> answer.body().has("endedAt"));
    assertThat(ended.text("/state")).as("%s", ended.body()).isEqualTo("reached");
  }
}
