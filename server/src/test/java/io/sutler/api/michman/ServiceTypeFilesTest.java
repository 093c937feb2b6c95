package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sutler.app.ApiUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Michman's own service types, where they lie beside this checkout: uploaded, or refused by rule.
 */
class ServiceTypeFilesTest {
  private static final Path FILES = Path.of("../../shared/cases/michman/init");

  @Test
  void each_is_uploaded_once_what_it_needs_is_there_or_refused_by_a_rule(@TempDir Path data)
      throws Exception {
    assumeTrue(Files.isDirectory(FILES), "skipped: Michman's service types are not here");
    Map<String, String> open = new TreeMap<>();
    try (var files = Files.list(FILES)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        open.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(open).isNotEmpty();
    var refused = new LinkedHashMap<String, Client.Reply>();
    try (var api = new ApiUnderTest(data)) {
      var michman = new Client(api, api.adminToken());
      int before = -1;
      while (before != open.size()) {
        before = open.size();
        refused.clear();
        for (var file : Map.copyOf(open).entrySet()) {
          var reply = michman.post("/configs", file.getValue());
          if (reply.status() == 201) {
            open.remove(file.getKey());
          } else {
            refused.put(file.getKey(), reply);
          }
        }
      }
      assertThat(michman.get("/configs").data().size()).isPositive();
    }
    refused.forEach((file, reply) -> {
      var said = reply.json().at("/Detail/Message").asText();
      if (reply.status() == 404) {
        assertThat(said).as(file).startsWith("service type with this name or id");
      } else {
        reply.fault(300, 400, "value is not supported");
      }
    });
    assertThat(refused.keySet()).doesNotContain("spark.json", "slurm.json", "jupyterhub.json");
  }
}
