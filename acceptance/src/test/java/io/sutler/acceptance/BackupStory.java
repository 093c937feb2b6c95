package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
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

  @TempDir Path home;
  private final AtomicBoolean done = new AtomicBoolean();
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void what_was_acknowledged_before_is_there_and_goes_on() throws Exception {
    Files.createDirectories(home.resolve("no-plans"));
    var settings = List.of("--catalog", home.resolve("no-plans").toString());
    var data = home.resolve("data");
    var copy = home.resolve("copy.sutler");
    var plan = new LedgerPlan(home.resolve("ledger"));
    var before = new ArrayList<String>();
    var server = ServerProcess.await(data, Program.MAIN.serve(data, settings));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> done.set(true)) {
      var api = server.api();
      plan.publish(api, home.resolve("plan"));
      assertThat(api.call("PUT", "/projects/demo/secrets/pass", Map.of("value", "s3cret")).status())
          .isLessThan(300);
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        threads.execute(() -> pour(api, plan, caller));
      }
      Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(() -> acknowledged.size() > 10);
      before.addAll(acknowledged);
      Files.write(copy, backup(api));
      Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(() -> acknowledged.size() > before.size() + 10);
    } finally {
      server.close();
    }
    var other = home.resolve("other");
    assertThat(restore(copy, other).code()).isZero();
    assertThat(integrity(other)).isEqualTo("ok");
    var again = restore(copy, other);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.said()).startsWith("error: ").hasLineCount(1);

    var keyless =
        Attempt.at(Program.MAIN, List.of("serve", "--data", other.toString(), "--port", "0"));
    assertThat(keyless.said()).contains("master key").contains("is missing").hasLineCount(1);
    Files.copy(data.resolve("master.key"), other.resolve("master.key"));
    try (var restored = ServerProcess.await(other, Program.MAIN.serve(other, settings))) {
      var api = restored.api();
      for (var name : before) {
        assertThat(api.get(Api.deployment(name)).status()).as(name).isEqualTo(200);
      }
      Awaitility.await("all goes on").atMost(java.time.Duration.ofSeconds(60)).until(api::isQuiet);
      api.update(before.getFirst(), Map.of("note", "second"));
      assertThat(plan.entries()).contains("update " + before.getFirst() + " second");
      api.remove(before.getLast(), "");
      assertThat(api.get("/projects/demo/secrets").body().toString()).contains("pass");
    } finally {
      ServerProcess.sweep(server.installation());
    }
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

  private static byte[] backup(Api api) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(api.server() + "/api/v1/system:backup"))
            .header("Authorization", "Bearer " + api.token())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static Attempt restore(Path copy, Path data) throws Exception {
    return Attempt.at(Program.MAIN, List.of("restore", copy.toString(), "--data", data.toString()));
  }
}
