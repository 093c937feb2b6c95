package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serving control plane is saved while commands pour in, and restored elsewhere. */
class BackupStory {
  private static final int CALLERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  private final AtomicBoolean done = new AtomicBoolean();
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void what_was_acknowledged_before_is_there_and_goes_on() throws Exception {
    Files.createDirectories(home.resolve("no-plans"));
    var settings = List.of("--catalog", home.resolve("no-plans").toString());
    var data = home.resolve("data");
    var copy = home.resolve("copy.sutler");
    var late = home.resolve("late.sutler");
    var plan = new LedgerPlan(home.resolve("ledger"));
    var before = new ArrayList<String>();
    var revealed = "";
    var server = ServerProcess.await(data, Program.MAIN.serve(data, settings));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> done.set(true)) {
      var api = server.api();
      plan.publish(api, home.resolve("plan"));
      publishVault(api);
      assertThat(api.call("PUT", "/projects/demo/secrets/pass", Map.of("value", "s3cret")).status())
          .isLessThan(300);
      install(api, "vault", Map.of("entry", Map.of("secret", "pass")));
      revealed = api.reveal("vault", "both");
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        threads.execute(() -> pour(api, plan, caller));
      }
      Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > 10);
      before.addAll(acknowledged);
      var backup = backupWhileItServes(server, copy);
      assertThat(backup.code()).as(backup.said()).isZero();
      assertThat(Files.getPosixFilePermissions(copy))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      int then = acknowledged.size();
      Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > then + 10);
    } finally {
      server.close();
    }
    var all = List.copyOf(acknowledged);
    try {
      // killed in the midst of it: what was acknowledged is in a copy made afterwards
      assertThat(backup(late, data).code()).isZero();
      assertThat(revealed).matches("s3cret [A-Za-z0-9]{32}");
      goesOn(restored(copy, data, "other"), settings, before, plan, revealed);
      goesOn(restored(late, data, "latest"), settings, all, plan, revealed);
    } finally {
      ServerProcess.sweep(server.installation());
    }
  }

  /** A new data directory of the copy, and of the master key that was kept apart. */
  private Path restored(Path copy, Path data, String name) throws Exception {
    var other = home.resolve(name);
    assertThat(restore(copy, other).code()).isZero();
    assertThat(integrity(other)).isEqualTo("ok");
    var again = restore(copy, other);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.said()).startsWith("error: ").hasLineCount(1);
    var keyless =
        Attempt.at(Program.MAIN, List.of("serve", "--data", other.toString(), "--port", "0"));
    assertThat(keyless.said()).contains("master key").contains("is missing").hasLineCount(1);
    Files.copy(data.resolve("master.key"), other.resolve("master.key"));
    return other;
  }

  private static void goesOn(
      Path other, List<String> settings, List<String> names, LedgerPlan plan, String revealed)
      throws Exception {
    try (var restored = ServerProcess.await(other, Program.MAIN.serve(other, settings))) {
      var api = restored.api();
      for (var name : names) {
        assertThat(api.get(Api.deployment(name)).status()).as(name).isEqualTo(200);
      }
      Awaitility.await("all goes on").atMost(PATIENCE).until(api::isQuiet);
      assertThat(api.reveal("vault", "both")).as("secrets open").isEqualTo(revealed);
      install(api, "vault-2", Map.of("entry", Map.of("secret", "pass")));
      assertThat(api.reveal("vault-2", "both")).startsWith("s3cret ").isNotEqualTo(revealed);
      var note = "after " + other.getFileName();
      api.update(names.getFirst(), Map.of("note", note));
      assertThat(plan.entries()).contains("update " + names.getFirst() + " " + note);
      api.remove(names.getLast(), "");
    }
  }

  /** A plan that gives what it was given: a secret of the user's, and one made for it. */
  private void publishVault(Api api) throws Exception {
    LedgerPlan.publish(
        api,
        home.resolve("vault"),
        """
        kind: Plan
        name: vault
        version: 1.0.0
        parameters:
          entry: { type: string, writeOnly: true }
        secrets: { made: { length: 32 } }
        components:
          box:
            driver: script
            with:
              script: bin/lock.sh
              settings: { entry: "${params.entry}", made: "${secrets.made}" }
            outputs: { both: { type: credential, secret: true } }
        outputs: { both: "${box.both}" }
        """,
        Map.of(
            "lock.sh",
            """
            #!/bin/bash
            . "$SUTLER_PARAMS_SH"
            printf '{"both": "%s %s"}' "$PARAM_ENTRY" "$PARAM_MADE" >"$SUTLER_OUTPUTS"
            """));
  }

  private static void install(Api api, String name, Map<String, Object> params) {
    api.reached(
        api.call(
            "POST",
            "/projects/demo/deployments",
            Map.of("name", name, "plan", "vault", "params", params)));
  }

  private static String integrity(Path data) throws SQLException {
    var url = "jdbc:sqlite:" + data.resolve("sutler.db");
    try (var connection = DriverManager.getConnection(url);
        var sql = connection.createStatement();
        var found = sql.executeQuery("PRAGMA integrity_check")) {
      return found.getString(1);
    }
  }

  private void pour(Api api, LedgerPlan plan, int caller) {
    for (int i = 0; !done.get(); i++) {
      var name = "d-" + caller + "-" + i;
      var body =
          Map.of(
              "name",
              name,
              "plan",
              LedgerPlan.NAME,
              "params",
              Map.of("ledger", plan.ledger().toString()));
      var answer = api.tried("POST", "/projects/demo/deployments", body, name);
      if (answer.filter(a -> a.status() == 202).isPresent()) {
        acknowledged.add(name);
      }
    }
  }

  /** As people save it: {@code sutler system backup}. */
  private static Attempt backupWhileItServes(ServerProcess server, Path copy) throws Exception {
    return Attempt.at(
        Program.CLI,
        List.of("system", "backup", copy.toString()),
        Map.of(
            "SUTLER_SERVER", server.api().server().toString(),
            "SUTLER_TOKEN", server.api().token()));
  }

  private static Attempt backup(Path copy, Path data) throws Exception {
    return Attempt.at(Program.MAIN, List.of("backup", copy.toString(), "--data", data.toString()));
  }

  private static Attempt restore(Path copy, Path data) throws Exception {
    return Attempt.at(Program.MAIN, List.of("restore", copy.toString(), "--data", data.toString()));
  }
}
