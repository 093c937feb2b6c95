package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sutler.app.ApiUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Michman's own service types, where they lie beside this checkout: in whatever order they come,
 * each is taken, or refused by just the rule that it breaks then.
 */
class ServiceTypeFilesTest {
  private static final Path FILES = Path.of("../../shared/cases/michman/init");
  private static final int ORDERS = 12;

  private static Map<String, String> files() throws Exception {
    assumeTrue(Files.isDirectory(FILES), "skipped: Michman's service types are not here");
    Map<String, String> all = new TreeMap<>();
    try (var files = Files.list(FILES)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }

  private static Iterable<JsonNode> each(JsonNode node, String field) {
    return () -> node.path(field).iterator();
  }

  private static Set<String> texts(JsonNode node) {
    var all = new HashSet<String>();
    node.forEach(n -> all.add(n.asText()));
    return all;
  }

  /** By the contract: a default that is given is among the values that are possible. */
  private static boolean keepsItsOwnRules(JsonNode type) {
    for (var version : each(type, "Versions")) {
      for (var config : each(version, "Configs")) {
        var possible = texts(config.path("PossibleValues"));
        var otherwise = config.path("DefaultValue").asText();
        if (!possible.isEmpty() && !possible.contains(otherwise)) {
          return false;
        }
      }
    }
    return true;
  }

  /** By the contract: what it depends on is there, in each version that it names. */
  private static boolean isProvidedFor(JsonNode type, Map<String, Set<String>> there) {
    for (var version : each(type, "Versions")) {
      for (var need : each(version, "Dependencies")) {
        var versions = there.getOrDefault(need.path("ServiceType").asText(), Set.of());
        if (!versions.containsAll(texts(need.path("ServiceVersions")))) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void each_is_taken_or_refused_by_the_rule_that_it_breaks_in_any_order(@TempDir Path data)
      throws Exception {
    var files = files();
    try (var api = new ApiUnderTest(data)) {
      var michman = new Client(api, api.adminToken());
      for (int seed = 0; seed < ORDERS; seed++) {
        var order = new ArrayList<>(files.keySet());
        Collections.shuffle(order, new Random(seed));
        var taken = upload(michman, files, order);
        for (var type : taken.reversed()) {
          michman.delete("/configs/" + type).is(204);
        }
      }
    }
  }

  private static List<String> upload(Client michman, Map<String, String> files, List<String> order)
      throws Exception {
    Map<String, Set<String>> there = new HashMap<>();
    List<String> taken = new ArrayList<>();
    for (var file : order) {
      var text = files.getOrDefault(file, "");
      var type = new ObjectMapper().readTree(text);
      var reply = michman.post("/configs", text);
      if (!keepsItsOwnRules(type)) {
        reply.fault(300, 400, "value is not supported");
      } else if (!isProvidedFor(type, there)) {
        reply.fault(1000, 404, "with this name or id");
      } else {
        assertThat(reply.status()).as("%s in %s: %s", file, order, reply.text()).isEqualTo(201);
        var versions =
            StreamSupport.stream(each(type, "Versions").spliterator(), false)
                .map(v -> v.path("Version").asText())
                .toList();
        there.put(type.path("Type").asText(), new HashSet<>(versions));
        taken.add(type.path("Type").asText());
      }
    }
    return taken;
  }
}
