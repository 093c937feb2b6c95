package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.api.michman.Journal;
import io.sutler.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs on their way to a real TCP listener, which may be away. */
@Timeout(120)
class LogstashTest {
  @TempDir Path dir;

  private static ServerSocket listener(int port) throws Exception {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  private MichmanSite site(int port) {
    return new MichmanSite(
        "local",
        Map.of(),
        Map.of(),
        dir.resolve("logs"),
        Optional.of(new Logstash.Address("127.0.0.1", port)));
  }

  private static JsonNode line(BufferedReader in) throws Exception {
    return Json.mapper().readTree(in.readLine());
  }

  @Test
  void each_line_arrives_as_an_object_on_a_line_of_its_own() throws Exception {
    try (var listener = listener(0);
        var journal = new MichmanJournal(site(listener.getLocalPort()), InstantSource.system())) {
      journal.write(Journal.Log.LAUNCHER, "create of \"x\"\naccepted");
      journal.write(Journal.Log.HTTP_SERVER, "GET /projects 200");
      try (var socket = listener.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        var first = line(in);
        assertThat(first.path("log").asText()).isEqualTo("launcher");
        assertThat(first.path("message").asText()).isEqualTo("create of \"x\"\naccepted");
        assertThat(first.path("@timestamp").asText()).endsWith("Z");
        assertThat(line(in).path("message").asText()).isEqualTo("GET /projects 200");
        journal.write(Journal.Log.HTTP_SERVER, "later");
        assertThat(line(in).path("message").asText()).as("on the same line").isEqualTo("later");
      }
    }
    assertThat(Files.readString(dir.resolve("logs/http_server.log"))).contains("later");
  }

  @Test
  void one_that_is_away_holds_nobody_up_and_hears_how_much_it_missed() throws Exception {
    int port;
    try (var once = listener(0)) {
      port = once.getLocalPort();
    }
    try (var logstash = new Logstash(new Logstash.Address("127.0.0.1", port))) {
      for (int i = 0; i < 50_000; i++) {
        logstash.send(Map.of("message", "line " + i));
      }
      try (var listener = listener(port);
          var socket = listener.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(line(in).path("dropped").asLong()).isGreaterThan(30_000);
      }
    }
  }

  @Test
  void a_directory_that_cannot_be_written_costs_the_log_alone() throws Exception {
    Files.writeString(dir.resolve("logs"), "in the way");
    try (var journal =
        new MichmanJournal(
            new MichmanSite("local", Map.of(), Map.of(), dir.resolve("logs"), Optional.empty()),
            InstantSource.system())) {
      journal.write(Journal.Log.LAUNCHER, "x");
      assertThat(new String(journal.read(Journal.Log.LAUNCHER), StandardCharsets.UTF_8))
          .doesNotContain("x\n");
    }
  }

  @Test
  void files_stay_small() throws Exception {
    try (var journal =
        new MichmanJournal(
            new MichmanSite("local", Map.of(), Map.of(), dir.resolve("logs"), Optional.empty()),
            InstantSource.system())) {
      var line = "x".repeat(100_000);
      for (int i = 0; i < 150; i++) {
        journal.write(Journal.Log.HTTP_SERVER, line);
      }
      assertThat(journal.read(Journal.Log.HTTP_SERVER).length).isLessThan(9 << 20);
      try (var files = Files.list(dir.resolve("logs"))) {
        assertThat(files).hasSize(2);
      }
    }
  }
}
