package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Machines on a real container engine: made, entered, lost, scaled, stopped and removed. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealMachinesStory {
  private static final String WITH_DISKS =
      """
      kind: Plan
      name: with-disks
      version: 1.0.0
      parameters:
        keys: { type: string }
      components:
        node:
          driver: servers
          with:
            count: 1
            flavor: tiny
            keys: "${params.keys}"
            disks: [{ name: data, size: 1GiB, mount: /data }]
      """;

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

  private Map<String, Object> machines(int count) {
    return Map.of("count", count, "flavor", "tiny", "keys", key.publicKey());
  }

  private List<JsonNode> members() {
    return server.api().members("orders");
  }

  private String address(int member) {
    return members().get(member).at("/facts/address").asText();
  }

  @Test
  void three_machines_are_made_kept_scaled_and_removed_without_a_trace() throws Exception {
    server.api().install("orders", "machines", machines(3));
    assertThat(engine.machines()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(key.on(address(i), "hostname")).isEqualTo("orders-node-" + i);
      assertThat(key.on(address(i), "ps -p 1 -o comm=")).isEqualTo("systemd");
      assertThat(key.on(address(i), "getent hosts orders-node-" + (i + 1) % 3))
          .startsWith(address((i + 1) % 3));
    }

    var before = engine.machines();
    engine.destroy("orders-node-1");
    Awaitility.await("the destroyed machine is back")
        .atMost(Duration.ofSeconds(60))
        .until(() -> engine.machines().size() == 3 && isQuietlyUp(3));
    assertThat(engine.machines().values())
        .containsOnlyOnceElementsOf(List.of(before.get("node-0")));
    assertThat(engine.machines().get("node-1")).isNotEqualTo(before.get("node-1"));
    assertThat(key.on(address(1), "hostname")).isEqualTo("orders-node-1");

    var started = members().get(2).path("since").asText();
    engine.reboot("orders-node-2");
    Awaitility.await("the reboot is seen")
        .atMost(Duration.ofSeconds(60))
        .until(() -> isQuietlyUp(3) && !members().get(2).path("since").asText().equals(started));
    assertThat(engine.machines().get("node-2")).isEqualTo(before.get("node-2"));

    server.api().update("orders", machines(4));
    assertThat(engine.machines()).hasSize(4);
    server.api().update("orders", machines(2));
    assertThat(engine.machines()).containsOnlyKeys("node-0", "node-1");

    server.api().reached(server.api().call("POST", Api.deployment("orders") + ":stop", Map.of()));
    assertThat(engine.running()).isZero();
    server.api().reached(server.api().call("POST", Api.deployment("orders") + ":start", Map.of()));
    assertThat(engine.running()).isEqualTo(2);

    server.api().remove("orders", "");
    assertThat(engine.things()).isEmpty();
    assertThat(server.api().get("/ghosts").body().path("items")).isEmpty();
  }

  private boolean isQuietlyUp(int count) {
    var all = members();
    return all.size() == count
        && all.stream().allMatch(m -> m.path("state").asText().equals("up"))
        && server.api().isQuiet();
  }

  @Test
  void a_sutler_that_is_killed_while_it_makes_them_makes_none_twice() throws Exception {
    server.api().awaitPlan("machines");
    var accepted = server.api().order("orders", "machines", "local", machines(3));
    Awaitility.await("it has begun")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !engine.things().isEmpty());
    server.close();
    server = ServerProcess.on(home.resolve("data"));
    server.api().reached(accepted);
    assertThat(engine.machines()).hasSize(3);
    assertThat(engine.running()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(key.on(address(i), "hostname")).isEqualTo("orders-node-" + i);
    }
  }

  @Test
  void a_disk_outlives_its_machine_and_goes_with_its_component() throws Exception {
    LedgerPlan.publish(server.api(), home.resolve("plan"), WITH_DISKS, Map.of());
    server.api().install("orders", "with-disks", Map.of("keys", key.publicKey()));
    key.on(address(0), "echo precious >/data/file; sync");
    engine.destroy("orders-node-0");
    Awaitility.await("the destroyed machine is back")
        .atMost(Duration.ofSeconds(60))
        .until(() -> engine.machines().size() == 1 && isQuietlyUp(1));
    assertThat(key.on(address(0), "cat /data/file")).isEqualTo("precious");
    server.api().remove("orders", "");
    assertThat(engine.things()).isEmpty();
  }
}
