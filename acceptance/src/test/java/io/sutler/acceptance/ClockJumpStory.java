package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set forward or back while deployments stand and steps run. */
class ClockJumpStory {
  private static final long HOUR = 3600;

  @TempDir Path home;
  private Path accidents;
  private LedgerPlan plan;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    accidents = Files.createDirectories(home.resolve("accidents"));
    Files.createDirectories(home.resolve("no-plans"));
    plan = new LedgerPlan(home.resolve("ledger"));
    var settings = List.of("--catalog", home.resolve("no-plans").toString());
    var data = home.resolve("data");
    server = ServerProcess.await(data, Program.accidentProne(accidents).serve(data, settings));
    plan.publish(server.api(), home.resolve("plan"));
    plan.publishSlow(server.api(), home.resolve("slow"));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    ServerProcess.sweep(server.installation());
  }

  private void jump(long seconds) throws IOException {
    var fresh = Files.writeString(accidents.resolve("clock.new"), "" + seconds);
    Files.move(fresh, accidents.resolve("clock"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @ParameterizedTest
  @ValueSource(longs = {HOUR, 24 * HOUR, -HOUR})
  void steps_that_run_go_on_and_new_work_is_done_once(long seconds) throws Exception {
    server.api().reached(install("standing", LedgerPlan.NAME, Map.of()));
    var underWay = install("under-way", LedgerPlan.SLOW, Map.of());
    Awaitility.await("its script runs")
        .atMost(Duration.ofSeconds(60))
        .until(() -> plan.entries().size() == 2);
    jump(seconds);
    server.api().reached(install("new", LedgerPlan.NAME, Map.of()));
    server.api().reached(underWay);
    server.api().update("standing", Map.of("note", "second"));
    assertThat(plan.entries()).hasSize(5).doesNotHaveDuplicates();
    Awaitility.await("it comes to rest").atMost(Duration.ofSeconds(20)).until(this::isAtRest);
  }

  @Test
  void what_waits_for_its_next_try_does_not_wait_for_an_hour_more() throws Exception {
    var failing = home.resolve("not-there/ledger");
    var accepted =
        install("failing", LedgerPlan.NAME, Map.of("params", Map.of("ledger", "" + failing)));
    Awaitility.await("it waits for another try")
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.api().get(Api.deployment("failing")).body().toString().contains("try"));
    jump(-HOUR);
    Files.createDirectories(home.resolve("not-there"));
    server.api().reached(accepted);
  }

  @Test
  void a_day_lost_makes_expiry_come_due_once_and_a_day_won_does_not_undo_it() throws Exception {
    server.api().reached(install("short", LedgerPlan.NAME, Map.of("expires", "12h")));
    jump(24 * HOUR);
    Awaitility.await("it is removed")
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.api().get(Api.deployment("short")).status() == 404);
    jump(0);
    Awaitility.await("it comes to rest").atMost(Duration.ofSeconds(20)).until(this::isAtRest);
    assertThat(plan.entries()).hasSize(2).doesNotHaveDuplicates();
  }

  private Api.Answer install(String name, String of, Map<String, Object> more) {
    var body = new java.util.HashMap<String, Object>();
    body.putAll(
        Map.of("name", name, "plan", of, "params", Map.of("ledger", plan.ledger().toString())));
    body.putAll(more);
    // the command's own deadline goes by the clock: a day may pass
    return server.api().call("POST", "/projects/demo/deployments?deadline=720h", body);
  }

  /** Quiet, and no pass was made between two looks a second apart. */
  private boolean isAtRest() throws InterruptedException {
    long before = passes();
    Thread.sleep(1000);
    return server.api().isQuiet() && passes() - before < 5;
  }

  private long passes() {
    return server
        .api()
        .plain("/metrics")
        .lines()
        .filter(line -> line.startsWith("sutler_control_passes_done "))
        .mapToLong(line -> (long) Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElse(0);
  }
}
