package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/** Secrets stay in a real OpenBao, and deployments have them all the same. */
@EnabledIfSystemProperty(
    named = "sutler.real.bao",
    matches = ".+",
    disabledReason = "no OpenBao: run acceptance/parts/prepare.sh --install")
class RealVaultStory {
  private static final String ROOT = "story-root";
  private static final String CLEAR = "s3cret-in-version-two";
  private static final String OLD = "s3cret-in-version-one";
  private static final String POLICY =
      "path \\\"secret/data/team/*\\\" { capabilities=[\\\"read\\\"] }"
          + " path \\\"kv1/team/*\\\" { capabilities=[\\\"read\\\"] }";
  private static final String NOTED =
      """
      kind: Plan
      name: noted
      version: 1.0.0
      parameters:
        note: { type: string, default: first, writeOnly: true }
        ledger: { type: string }
      components:
        entry:
          driver: script
          with: { script: bin/write, settings: { note: "${params.note}", ledger: "${params.ledger}" } }
      """;
  private static final String WRITE =
      """
      #!/bin/bash
      source "$SUTLER_PARAMS_SH"
      echo "$PARAM_NOTE" >>"$PARAM_LEDGER"
      """;

  @TempDir Path home;
  private URI vault = URI.create("");
  private Part bao;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    int port = Part.freePort();
    vault = URI.create("http://127.0.0.1:" + port);
    bao =
        Part.start(
                home.resolve("bao.log"),
                List.of(
                    System.getProperty("sutler.real.bao", ""),
                    "server",
                    "-dev",
                    "-dev-no-store-token",
                    "-dev-root-token-id=" + ROOT,
                    "-dev-listen-address=127.0.0.1:" + port))
            .answering(vault.resolve("/v1/sys/health"));
    Awaitility.await("its first mount is there")
        .atMost(Duration.ofSeconds(60))
        .until(() -> write("secret/data/team/db", "{\"data\":{\"password\":\"%s\"}}", CLEAR) < 300);
    assertThat(write("sys/mounts/kv1", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}%s", ""))
        .isLessThan(300);
    assertThat(write("kv1/team/db", "{\"password\":\"%s\"}", OLD)).isLessThan(300);
    assertThat(write("secret/data/other", "{\"data\":{\"x\":\"%s\"}}", "y")).isLessThan(300);
    assertThat(write("sys/policies/acl/sutler", "{\"policy\":\"%s\"}", POLICY)).isLessThan(300);
    var made =
        new WebClient()
            .post(
                vault.resolve("/v1/auth/token/create"),
                "application/json",
                "{\"policies\":[\"sutler\"],\"ttl\":\"1h\",\"renewable\":true}",
                "X-Vault-Token",
                ROOT)
            .body();
    var token = made.replaceAll("(?s).*\"client_token\":\"([^\"]+)\".*", "$1");
    var file = Files.writeString(home.resolve("token"), token + "\n");
    server =
        ServerProcess.on(home.resolve("data"), "--vault=" + vault, "--vault-token-file=" + file);
    LedgerPlan.publish(server.api(), home.resolve("noted"), NOTED, Map.of("write", WRITE));
  }

  @AfterEach
  void stop() throws Exception {
    var installation = server.installation();
    server.close();
    ServerProcess.sweep(installation);
    bao.close();
  }

  private int write(String path, String body, String value) throws Exception {
    return new WebClient()
        .post(
            vault.resolve("/v1/" + path),
            "application/json",
            body.formatted(value),
            "X-Vault-Token",
            ROOT)
        .statusCode();
  }

  private int refer(String name, String where) {
    return server
        .api()
        .call("PUT", "/projects/demo/secrets/" + name, Map.of("vault", where))
        .status();
  }

  private Path ledger() {
    return home.resolve("ledger");
  }

  private Map<String, Object> note(String secret) {
    return Map.of("note", Map.of("secret", secret), "ledger", ledger().toString());
  }

  @Test
  void a_secret_of_either_version_reaches_its_script_and_no_file_of_ours() throws Exception {
    assertThat(refer("db", "secret/team/db#password")).isEqualTo(204);
    assertThat(refer("old", "kv1/team/db#password")).isEqualTo(204);
    var api = server.api();
    api.install("orders", "noted", note("db"));
    assertThat(Files.readAllLines(ledger())).endsWith(CLEAR);
    api.update("orders", note("old"));
    assertThat(Files.readAllLines(ledger())).endsWith(OLD);
    try (var files = Files.walk(home.resolve("data"))) {
      for (var file :
          files.filter(f -> f.getFileName().toString().startsWith("sutler.db")).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(CLEAR, OLD);
      }
    }
    assertThat(server.said()).doesNotContain(CLEAR, OLD);
  }

  @Test
  void a_vault_that_is_silent_for_a_while_is_waited_for() throws Exception {
    assertThat(refer("db", "secret/team/db#password")).isEqualTo(204);
    var api = server.api();
    api.install("orders", "noted", Map.of("ledger", ledger().toString()));
    bao.signal("STOP");
    var accepted = api.call("PATCH", Api.deployment("orders"), Map.of("params", note("db")));
    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
    var path = Api.deployment("orders");
    Awaitility.await("the deployment says what it waits for")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(api.get(path).body() + "\n" + server.said()).contains("Vault at"));
    bao.signal("CONT");
    api.reached(accepted);
    assertThat(Files.readAllLines(ledger())).endsWith(CLEAR);
  }
}
