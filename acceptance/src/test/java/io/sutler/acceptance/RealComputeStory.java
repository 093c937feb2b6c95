package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
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
  private Api api;
  private RealEngine engine;
  private SshKey key;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.on(home.resolve("data"));
    engine = new RealEngine(server.installation());
    key = SshKey.in(home);
    api = server.api().patient(PATIENCE);
    RealEngine.prepareRegion(api);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    engine.sweep();
  }

  @Test
  void jobs_run_on_every_node_and_a_node_leaves_when_its_job_has_ended() throws Exception {
    api.install("lab", "slurm", Map.of("workers", 2, "keys", List.of(key.publicKey())));
    jobsRunOn("lab-worker-0", "lab-worker-1");

    api.update("lab", Map.of("workers", 3));
    jobsRunOn("lab-worker-0", "lab-worker-1", "lab-worker-2");

    onHead("nohup srun -w worker-2 " + waitingFor("/tmp/go") + " >/root/said 2>&1 &");
    headComesToSay("squeue -h -t R -o %N", "worker-2");
    var fewer = api.change("lab", Map.of("workers", 2));
    headComesToSay("sinfo -h -N -n worker-2 -o %t", "drng");
    assertThat(engine.machines()).containsKey("worker-2");
    key.on(api.address("lab", "worker-2"), "touch /tmp/go");
    api.reached(fewer);
    assertThat(onHead("cat /root/said")).isEqualTo("lab-worker-2");
    assertThat(engine.machines()).containsOnlyKeys("head-0", "worker-0", "worker-1");
    assertThat(onHead("sinfo -h -N -o %N").lines())
        .containsExactlyInAnyOrder("worker-0", "worker-1");
    jobsRunOn("lab-worker-0", "lab-worker-1");

    anotherRunChangesNothing("lab");
    api.remove("lab", "?destroyData=true");
    assertThat(engine.things()).isEmpty();
  }

  @Test
  void a_users_notebook_server_runs_a_cell() throws Exception {
    var user = Map.of("name", USER, "password", "Passw0rdOfMira");
    api.install("desk", "jupyterhub", Map.of("users", List.of(user)));
    var hub =
        new NotebookServer(
            URI.create(api.get(Api.deployment("desk")).text("/outputs/url/value")),
            api.reveal("desk", "token"));
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
    api.remove("desk", "?destroyData=true");
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
    api.update(deployment, Map.of("extra_vars", Map.of("nobody_uses_this", 1)));
    PlaybookRuns.changedNothing(home.resolve("data"), 1);
  }

  private String onHead(String command) throws Exception {
    return key.on(api.address("lab", "head-0"), command);
  }
}
