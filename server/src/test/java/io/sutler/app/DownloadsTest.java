package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the shipped plans fetch from outside a distribution: named to the letter, and checked. */
class DownloadsTest {
  private static final Path CATALOG = Path.of("..", "catalog");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "sutler_download",
          Set.of("name", "version", "url", "sha256", "parameter"),
          "sutler_checkout",
          Set.of("name", "version", "url", "commit"));
  private static final Pattern FETCHES =
      Pattern.compile("\\b(curl|wget)\\b|git clone|pip3? install|npm install(?!.*@[0-9.]+$)");

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper()
          .valueToTree(
              new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void an_address_in_a_plan_names_a_version_and_stands_beside_its_digest() throws IOException {
    var seen = new ArrayList<String>();
    for (var file : files(CATALOG, "plan.yaml")) {
      var parameters = read(file).path("parameters");
      for (var parameter : parameters) {
        var address = parameter.path("default").asText();
        if (address.matches("https?://.+")) {
          seen.add(CATALOG.relativize(file).getName(0).toString());
          check(file, parameters, address);
        }
      }
    }
    assertThat(seen).contains("spark", "hadoop", "couchdb", "kubernetes", "cvat", "ignite");
  }

  private static void check(Path plan, JsonNode parameters, String address) throws IOException {
    if (!parameters.has("version")) {
      // one address of many files, each listed with its digest
      assertThat(listed(plan.resolveSibling("files"))).as("files of %s", plan).isPositive();
      return;
    }
    var version = parameters.at("/version/default").asText();
    assertThat(version).as("version of %s", plan).isNotEmpty();
    if (address.endsWith(".git")) {
      assertThat(parameters.at("/commit/default").asText()).as("%s", plan).matches(COMMIT);
      return;
    }
    assertThat(address).as("address of %s", plan).contains(version);
    int digests = 0;
    for (var parameter : parameters.properties()) {
      if (parameter.getKey().endsWith("sha256")) {
        digests++;
        var what = parameter.getKey() + " of " + plan;
        var digest = parameter.getValue();
        assertThat(digest.path("pattern").asText()).as(what).contains("{64}");
        // without a default whoever orders it has to say one
        assertThat(digest.has("optional")).as(what).isFalse();
        assertThat(digest.path("default").asText("0".repeat(64))).as(what).matches(DIGEST);
      }
    }
    assertThat(digests).as("digests of %s", plan).isPositive();
  }

  private static int listed(Path files) throws IOException {
    int count = 0;
    for (var file : files(files, ".yml")) {
      for (var list : read(file)) {
        for (var item : list) {
          var path = item.path("path").asText();
          var parts = path.split("/");
          assertThat(parts[parts.length - 1]).as(path).contains(parts[parts.length - 2]);
          assertThat(item.path("sha256").asText()).as(path).matches(DIGEST);
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void playbooks_fetch_nothing_without_holding_it_to_its_digest() throws IOException {
    var fetched = new ArrayList<String>();
    for (var file : files(CATALOG, ".yml")) {
      walk(read(file), file, fetched);
    }
    assertThat(fetched).hasSizeGreaterThan(9);
  }

  private static void walk(JsonNode task, Path file, List<String> fetched) {
    task.forEach(inner -> walk(inner, file, fetched));
    var what = "%s: %s".formatted(file, task.path("name").asText());
    if (task.has("get_url")) {
      assertThat(task.at("/get_url/checksum").asText()).as(what).startsWith("sha256:");
      fetched.add(what);
    }
    for (var role : NEEDED.entrySet()) {
      var told = task.path("vars").path(role.getKey());
      if (!told.isMissingNode()) {
        role.getValue().forEach(name -> assertThat(told.path(name).asText()).as(what).isNotEmpty());
        fetched.add(what);
      }
    }
    for (var module : List.of("shell", "command", "raw")) {
      assertThat(task.path(module).asText()).as(what).doesNotContainPattern(FETCHES);
    }
    assertThat(task.has("git")).as(what).isFalse();
    assertThat(task.path("uri").has("dest")).as(what).isFalse();
    for (var source : List.of("/unarchive/src", "/copy/src", "/apt/deb", "/dnf/name")) {
      assertThat(task.at(source).asText()).as(what).doesNotContain("://");
    }
    for (var one : task.at("/vars/python_packages")) {
      assertThat(one.asText()).as(what).contains("==");
    }
  }
}
