package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the engine really holds of this installation, asked by its own command. */
record RealEngine(String installation) {
  static void prepareRegion(Api api) {
    prepareRegion(api, Map.of());
  }

  /**
   * @param more settings of the region
   */
  static void prepareRegion(Api api, Map<String, Object> more) {
    var settings = new HashMap<>(more);
    settings.put("containers", Json.object(System.getProperty("sutler.real.region", "{}")));
    var place = api.get("/regions/local").text("/place");
    var region = Map.of("kind", "local", "place", place, "drained", false, "settings", settings);
    var answer = api.call("PUT", "/regions/local", region);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  static String run(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", words), said).isZero();
    return said.strip();
  }

  private List<String> list(String kind, String... more) throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of("podman", kind, "ls"));
    words.addAll(List.of(more));
    words.addAll(List.of("--filter", "label=sutler.installation=" + installation));
    return run(words.toArray(String[]::new)).lines().filter(l -> !l.isBlank()).toList();
  }

  /** Ids by member. */
  Map<String, String> machines() throws IOException, InterruptedException {
    var all = new java.util.TreeMap<String, String>();
    for (var line :
        list("container", "-a", "--format", "{{index .Labels \"sutler.member\"}} {{.ID}}")) {
      assertThat(all.put(line.split(" ")[0], line.split(" ")[1])).as("twice").isNull();
    }
    return all;
  }

  int running() throws IOException, InterruptedException {
    return list("container", "--format", "{{.ID}}").size();
  }

  List<String> things() throws IOException, InterruptedException {
    var all = new java.util.ArrayList<>(list("container", "-a", "--format", "{{.Names}}"));
    all.addAll(list("volume", "--format", "{{.Name}}"));
    all.addAll(list("network", "--format", "{{.Name}}"));
    return all;
  }

  private String container(String host) throws IOException, InterruptedException {
    return list("container", "-a", "--format", "{{.Names}}").stream()
        .filter(n -> n.contains(host))
        .findFirst()
        .orElseThrow();
  }

  /** What a shell there says. */
  String on(String host, String command) throws IOException, InterruptedException {
    return run("podman", "exec", container(host), "sh", "-c", command);
  }

  void destroy(String host) throws IOException, InterruptedException {
    run("podman", "rm", "-f", "-t", "1", container(host));
  }

  void reboot(String host) throws IOException, InterruptedException {
    run("podman", "restart", "-t", "5", container(host));
  }

  /** All at once. */
  void rebootAll() throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of("podman", "restart", "-t", "5"));
    words.addAll(list("container", "--format", "{{.Names}}"));
    run(words.toArray(String[]::new));
  }

  void sweep() throws IOException, InterruptedException {
    for (var kind : List.of("container", "volume", "network")) {
      for (var name :
          list(kind, "--format", kind.equals("container") ? "{{.Names}}" : "{{.Name}}")) {
        run("podman", kind, "rm", "-f", name);
      }
    }
  }
}
