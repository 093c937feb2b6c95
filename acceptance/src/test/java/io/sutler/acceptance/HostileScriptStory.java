package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.acceptance.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that do what none should: bounded, explained, and nothing of them is left. */
class HostileScriptStory {
  private static final String PLAN = "hostile";

  /** Seconds that a program of ours sleeps, and no other: so that it is found without its tag. */
  private static final String MARK = "31536123";

  private static final String TEXT =
      """
      kind: Plan
      name: hostile
      version: 1.0.0
      parameters:
        deed: { type: string }
      components:
        script:
          driver: script
          with: { script: bin/run.sh, settings: { deed: "${params.deed}" } }
          deadline: 20s
          outputs: { done: { type: setting } }
      """;
  private static final String SCRIPT =
      """
      #!/bin/bash
      [ "$DEPLOY_PHASE" = remove ] && exit 0
      escape() {
        setsid bash -c 'trap "" HUP TERM; while :; do sleep 31536123; done' >/dev/null 2>&1 &
        (setsid sleep 31536123 &)
      }
      strip() {
        env -i setsid sleep 31536123 </dev/null >/dev/null 2>&1 &
      }
      case $PARAM_DEED in
        deaf) trap '' TERM INT HUP; escape; strip; echo does not listen; while :; do sleep 1; done ;;
        hang) trap '' TERM INT HUP; escape; strip; echo goes to sleep; while :; do sleep 1; done ;;
        daemon) escape ;;
        flood) head -c 2000000000 /dev/zero | tr '\\0' x; printf 'the end' ;;
        lines) yes 'a line like any other' | head -c 2000000000; echo the end ;;
        closed) exec >&- 2>&- <&-; sleep 0.2 ;;
        unfinished) printf 'no line ends here'; exit 3 ;;
        forgetful) exit 0 ;;
      esac
      echo '{"done": "yes"}' >"$SUTLER_OUTPUTS"
      """;

  @TempDir Path home;
  private Path data;
  private ServerProcess server;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    data = home.resolve("data");
    Files.createDirectories(home.resolve("no-plans"));
    var settings = List.of("--catalog", home.resolve("no-plans").toString(), "--passes", "8");
    server = ServerProcess.await(data, Program.MAIN.serve(data, settings));
    api = server.api();
    publish(TEXT);
  }

  private void publish(String text) throws Exception {
    LedgerPlan.publish(api, home.resolve("plan"), text, Map.of("run.sh", SCRIPT));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    ServerProcess.sweep(server.installation());
    marked().forEach(ProcessHandle::destroyForcibly);
  }

  private Answer install(String deed) {
    return install(deed, deed);
  }

  private Answer install(String name, String deed) {
    return api.call(
        "POST",
        "/projects/demo/deployments",
        Map.of("name", name, "plan", PLAN, "params", Map.of("deed", deed)));
  }

  private static List<ProcessHandle> marked() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(List::of).orElse(List.of()).contains(MARK))
        .toList();
  }

  private void nothingIsLeft(String deed) throws IOException {
    assertThat(ServerProcess.tagged(server.installation())).as(deed).isEmpty();
    assertThat(marked()).as(deed).isEmpty();
  }

  private void removed(String deed) throws IOException {
    api.remove(deed, "");
    assertThat(api.get(Api.deployment(deed)).status()).isEqualTo(404);
    nothingIsLeft(deed);
    try (var left = Files.walk(data)) {
      assertThat(left.filter(path -> path.getFileName().toString().contains(deed))).isEmpty();
    }
  }

  @Test
  void one_that_ignores_sigterm_and_lets_daemons_out_is_cancelled_to_the_last_process()
      throws Exception {
    var accepted = install("deaf");
    Awaitility.await("it is at it").until(() -> marked().size() >= 3);
    var cancel =
        api.call("POST", "/projects/demo/commands/" + accepted.text("/id") + ":cancel", "");
    assertThat(cancel.status()).isBetween(200, 299);
    assertThat(api.ended(accepted).text("/state")).isEqualTo("cancelled");
    Awaitility.await("all of it is gone").until(() -> marked().isEmpty());
    nothingIsLeft("deaf");
    Awaitility.await("calm").atMost(Duration.ofSeconds(30)).until(api::isQuiet);
    nothingIsLeft("deaf");
  }

  @Test
  void one_that_ignores_sigterm_is_removed_in_the_middle() throws Exception {
    var unused = install("deaf");
    Awaitility.await("it is at it").until(() -> marked().size() >= 3);
    removed("deaf");
  }

  @Test
  void one_that_hangs_is_ended_at_its_deadline_and_explained() throws Exception {
    publish(TEXT.replace("1.0.0", "1.1.0").replace("20s", "2s"));
    var unused = install("hang");
    explained("hang", "did not end before its deadline", "goes to sleep");
    removed("hang");
  }

  @Test
  void daemons_in_sessions_of_their_own_end_with_the_step_that_left_them() throws Exception {
    api.reached(install("daemon"));
    nothingIsLeft("daemon");
    assertThat(log("daemon")).contains("left running: killed ");
    removed("daemon");
  }

  @Test
  void two_gigabytes_of_output_fill_neither_log_nor_disk() throws Exception {
    for (var deed : List.of("flood", "lines")) {
      var over = new AtomicBoolean();
      var most = new long[1];
      var sampler = Thread.ofPlatform().start(() -> sample(over, most));
      api.reached(install(deed));
      over.set(true);
      sampler.join();
      assertThat(most[0]).as("most bytes on disk").isBetween(1L, 600_000_000L);
      assertThat(log(deed))
          .contains("bytes of output dropped")
          .contains("the end")
          .hasSizeLessThan(6_000_000);
      removed(deed);
    }
    assertThat(size()).as("bytes that stay").isLessThan(100_000_000L);
  }

  @Test
  void those_that_hang_in_one_project_keep_no_other_project_waiting() {
    for (int i = 0; i < 20; i++) {
      assertThat(install("hang-" + i, "hang").status()).isEqualTo(202);
    }
    assertThat(api.call("POST", "/projects", Map.of("name", "other")).status()).isEqualTo(201);
    var quick = Map.of("name", "quick", "plan", PLAN, "params", Map.of("deed", "closed"));
    var taken = api.call("POST", "/projects/other/deployments", quick);
    Awaitility.await("what another project wants comes to be")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            api.get("/projects/other/commands/" + taken.text("/id"))
                .text("/state")
                .equals("reached"));
  }

  @Test
  void one_that_closes_its_outputs_is_waited_for() throws Exception {
    api.reached(install("closed"));
    removed("closed");
  }

  @Test
  void one_that_ends_no_line_and_fails_is_quoted() throws Exception {
    var unused = install("unfinished");
    explained("unfinished", "exit code 3", "no line ends here");
    removed("unfinished");
  }

  @Test
  void one_that_ends_well_without_its_outputs_has_failed() throws Exception {
    var command = api.ended(install("forgetful"));
    assertThat(command.text("/state")).isEqualTo("failed");
    explained("forgetful", "without the outputs that its plan declares: done");
    removed("forgetful");
  }

  /** In what the deployment is said to be in, in its log, and in the story of its runs. */
  private void explained(String deed, String... words) {
    Awaitility.await(deed + " is explained")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(api.get(Api.deployment(deed)).body().at("/conditions").toString())
                .contains(words));
    assertThat(runs(deed)).anySatisfy(run -> assertThat(run).contains(words));
    assertThat(log(deed)).contains("failed: ").contains(words);
  }

  private List<String> runs(String deed) {
    return api.get(Api.deployment(deed) + "/runs")
        .body()
        .at("/items")
        .valueStream()
        .map(run -> api.get("/projects/demo/runs/" + run.at("/id").asText()).body().toString())
        .toList();
  }

  /** Of its newest runs. */
  private String log(String deed) {
    return api.text(Api.deployment(deed) + "/log?runs=10");
  }

  private void sample(AtomicBoolean over, long[] most) {
    while (!over.get()) {
      most[0] = Math.max(most[0], size());
    }
  }

  /** Bytes on the disk, holes not counted. */
  private long size() {
    try {
      var du = new ProcessBuilder("du", "-s", "-B1", data.toString()).start();
      return Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\t")[0]);
    } catch (IOException e) {
      return 0;
    }
  }
}
