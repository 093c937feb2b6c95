package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clusters' runs print reaches a Logstash, a real TCP listener; what others print does not.
 */
@Timeout(120)
class ShipLogsTest {
  @TempDir Path data;
  private ApiUnderTest api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiUnderTest(data);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String send(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + api.adminToken())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private void cluster() throws Exception {
    send("/michman/images", "{\"Name\":\"i\",\"AnsibleUser\":\"u\",\"CloudImageID\":\"c\"}");
    send("/michman/flavors", "{\"Name\":\"m\",\"VCPUs\":1,\"RAM\":512,\"Disk\":10}");
    send(
        "/michman/projects",
        """
        {"DisplayName":"Lab","DefaultImage":"i","DefaultMasterFlavor":"m",
         "DefaultSlavesFlavor":"m","DefaultStorageFlavor":"m","DefaultMonitoringFlavor":"m"}\
        """);
    assertThat(send("/michman/projects/Lab/clusters", "{\"DisplayName\":\"Demo\"}"))
        .contains("INITED");
  }

  @Test
  void what_a_clusters_run_prints_is_an_object_on_a_line_and_other_runs_stay_here()
      throws Exception {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var logstash = new Logstash(new Logstash.Address("127.0.0.1", listener.getLocalPort()))) {
      cluster();
      var run = api.run("lab", "demo-lab", "01K0000000000000000000RUN1");
      var store = ShipLogs.of(api.store(), logstash);
      var at = Instant.parse("2026-11-28T10:00:00Z");
      store.logs().append(new io.sutler.domain.RunId("01K0000000000000000000NONE"), 1, at, "lost");
      store.logs().append(run, 1, at, "TASK [one]\n\"changed\"\n");
      try (var socket = listener.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        JsonNode line = Json.mapper().readTree(in.readLine());
        assertThat(line.path("log").asText()).isEqualTo("cluster");
        assertThat(line.path("cluster").asText()).isEqualTo("demo-lab");
        assertThat(line.path("Cluster_name").asText()).isEqualTo("Demo-Lab");
        assertThat(line.path("cluster_id").asText()).hasSize(36);
        assertThat(line.path("run").asText()).isEqualTo(run.value());
        assertThat(line.path("step").asInt()).isEqualTo(1);
        assertThat(line.path("message").asText()).isEqualTo("TASK [one]\n\"changed\"\n");
        assertThat(line.path("@timestamp").asText()).isEqualTo("2026-11-28T10:00:00Z");
      }
      Awaitility.await("it is stored as well")
          .until(() ->
              store.logs().read(run, 0, 100).stream()
                  .anyMatch(chunk -> chunk.text().contains("TASK [one]")));
    }
  }
}
