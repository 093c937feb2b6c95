package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.catalog.Bundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

/** What is new, and hangs, keeps nothing from being repaired. */
class BusyStory {
  private static final String HANGS =
      """
      kind: Plan
      name: hangs
      version: 1.0.0
      components:
        script: { driver: script, with: { script: bin/run } }
      """;
  private static final String SERVES =
      """
      kind: Plan
      name: serves
      version: 1.0.0
      components:
        service:
          driver: process
          with: { command: [bin/run] }
          ready: { command: [bin/ready], within: 30s }
      """;

  /** More than may run at once in the region, and in each project. */
  private static final int EACH = 40;

  @TempDir Path home;
  private ServerProcess server;
  private String installation;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.on(home.resolve("data"));
    installation = server.installation();
  }

  @AfterEach
  void stop() {
    server.close();
    ServerProcess.sweep(installation);
  }

  @Test
  void what_died_is_back_at_once_while_more_scripts_hang_than_the_region_has_room_for()
      throws Exception {
    publish("hangs", HANGS, Map.of("run", "#!/bin/sh\nexec sleep 3600\n"));
    publish(
        "serves", SERVES, Map.of("run", "#!/bin/sh\nexec sleep 3600\n", "ready", "#!/bin/sh\n"));
    server.api().install("service", "serves", Map.of());
    long before = server.api().pid("service");
    assertThat(server.api().call("POST", "/projects", Map.of("name", "other")).status())
        .isEqualTo(201);
    for (var project : List.of("demo", "other")) {
      for (int i = 0; i < EACH; i++) {
        var request = Map.of("name", "hangs-" + i, "plan", "hangs");
        assertThat(
                server
                    .api()
                    .call("POST", "/projects/" + project + "/deployments", request)
                    .status())
            .isEqualTo(202);
      }
    }
    Awaitility.await("all room is taken")
        .atMost(Duration.ofSeconds(60))
        .until(() -> hanging() > 64);

    ProcessHandle.of(before).orElseThrow().destroyForcibly();

    Awaitility.await("the service is back")
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.api().pid("service"), pid -> pid != before && pid > 0);
    assertThat(hanging()).as("they hang as before, and it beside them").isGreaterThan(64);
  }

  private static long hanging() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().filter(l -> l.endsWith("sleep 3600")).isPresent())
        .count();
  }

  private void publish(String name, String plan, Map<String, String> programs) throws Exception {
    var folder = home.resolve(name);
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("plan.yaml"), plan);
    for (var program : programs.entrySet()) {
      Files.writeString(folder.resolve("bin").resolve(program.getKey()), program.getValue());
    }
    var api = server.api();
    var request =
        HttpRequest.newBuilder(URI.create(api.server() + "/api/v1/plans"))
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofByteArray(Bundle.pack(folder).zip()))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }
}
