package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sutler.acceptance.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the data directory is full while work goes on; then there is room again. */
class DiskFullStory {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path home;

  /** What makes the disk full, and what makes room. */
  private interface Act {
    void on(ServerProcess server) throws Exception;
  }

  @Test
  void a_full_file_system() throws Exception {
    var data = Files.createDirectories(home.resolve("data"));
    var mount =
        List.of("mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "sutler", data.toString());
    assumeTrue(run(mount) == 0, "needs the right to mount a small tmpfs");
    try {
      var filler = data.resolve("filler");
      var said =
          goesThrough(
              data,
              _ ->
                  run(
                      List.of(
                          "dd",
                          "if=/dev/zero",
                          "of=" + filler,
                          "bs=4k",
                          "oflag=append",
                          "conv=notrunc")),
              _ -> Files.delete(filler));
      assertThat(said).contains("is full: free some space", "writes are taken again");
    } finally {
      run(List.of("umount", "-l", data.toString()));
    }
  }

  @Test
  void a_limit_on_files() throws Exception {
    goesThrough(
        home.resolve("data"), server -> limit(server, "1"), server -> limit(server, "unlimited"));
  }

  private static void limit(ServerProcess server, String bytes) throws Exception {
    var pid = "" + server.pid();
    assertThat(run(List.of("prlimit", "--pid", pid, "--fsize=" + bytes + ":"))).isZero();
  }

  /** Gives what the server said. */
  private String goesThrough(Path data, Act fill, Act makeRoom) throws Exception {
    var said = "";
    var plan = new LedgerPlan(home.resolve("ledger"));
    Files.createDirectories(home.resolve("no-plans"));
    var settings = List.of("--catalog", home.resolve("no-plans").toString());
    var server = ServerProcess.await(data, Program.MAIN.serve(data, settings));
    try {
      plan.publish(server.api(), home.resolve("plan"));
      plan.publishSlow(server.api(), home.resolve("slow"));
      server.api().reached(install(server, plan, "before", LedgerPlan.NAME));
      var underWay = install(server, plan, "under-way", LedgerPlan.SLOW);
      Awaitility.await("its script runs").until(() -> plan.entries().size() == 2);

      // the store itself makes a little room whenever its log starts anew
      var accepted = new ArrayList<Answer>();
      fill.on(server);
      var refused = install(server, plan, "filling-0", LedgerPlan.NAME);
      while (refused.status() == 202) {
        accepted.add(refused);
        assertThat(accepted.size()).as("what still found room").isLessThan(5000);
        fill.on(server);
        refused = install(server, plan, "filling-" + accepted.size(), LedgerPlan.NAME);
      }
      assertThat(refused.status()).as("%s", refused.body()).isEqualTo(503);
      assertThat(refused.header("content-type")).contains("application/problem+json");
      assertThat(refused.header("retry-after")).isNotEmpty();
      assertThat(refused.text("/code")).startsWith("disk-");
      assertThat(refused.text("/detail")).contains("disk");
      Awaitility.await("readyz says no")
          .atMost(SOON)
          .until(() -> {
            fill.on(server);
            return server.api().plain("/readyz").startsWith("503");
          });
      assertThat(server.api().plain("/healthz")).startsWith("200");
      assertThat(server.api().get(Api.deployment("before")).status()).isEqualTo(200);
      Awaitility.await("the script ends all the same")
          .atMost(SOON)
          .until(() -> plan.entries().contains("install end under-way first"));

      makeRoom.on(server);
      Awaitility.await("readyz says yes")
          .atMost(SOON)
          .until(() -> server.api().plain("/readyz").startsWith("200"));
      server.api().reached(underWay);
      accepted.forEach(server.api()::reached);
      server.api().reached(install(server, plan, "after", LedgerPlan.NAME));
      Awaitility.await("all is done").atMost(Duration.ofMinutes(1)).until(server.api()::isQuiet);
      assertThat(plan.entries()).doesNotHaveDuplicates();
      said = server.said();
      assertThat(said).doesNotContain("\tat ");
    } finally {
      server.close();
      ServerProcess.sweep(server.installation());
    }
    assertThat(integrity(data)).isEqualTo("ok");
    return said;
  }

  private static Answer install(ServerProcess server, LedgerPlan plan, String name, String of) {
    return server
        .api()
        .call(
            "POST",
            "/projects/demo/deployments",
            Map.of("name", name, "plan", of, "params", Map.of("ledger", plan.ledger().toString())));
  }

  private static String integrity(Path data) throws Exception {
    var url = "jdbc:sqlite:" + data.resolve("sutler.db");
    try (var connection = DriverManager.getConnection(url);
        var sql = connection.createStatement();
        var found = sql.executeQuery("PRAGMA integrity_check")) {
      return found.getString(1);
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
