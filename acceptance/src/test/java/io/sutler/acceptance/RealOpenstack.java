package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A real OpenStack control plane as its users and its operator see it, without Sutler. */
final class RealOpenstack {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final JsonNode said;
  private final String project;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> projects = new HashMap<>();

  /**
   * @param said a file of what the script that started it printed
   */
  RealOpenstack(Path said) throws IOException, InterruptedException {
    this.said = Json.read(Files.readString(said), JsonNode.class);
    signIn("member");
    signIn("admin");
    this.project = projects.getOrDefault("member", "");
  }

  private record Answer(int status, JsonNode body, String token) {}

  private static Answer send(String method, String url, Object body, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.equals("")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body)));
    if (!token.isEmpty()) {
      request.header("X-Auth-Token", token);
    }
    // a connection that the service had just closed would look like a lost reply
    var client = method.equals("GET") ? HTTP : HttpClient.newHttpClient();
    var answer = client.send(request.build(), BodyHandlers.ofString());
    var text = answer.body().startsWith("{") ? answer.body() : "{}";
    return new Answer(
        answer.statusCode(),
        Json.read(text, JsonNode.class),
        answer.headers().firstValue("X-Subject-Token").orElse(""));
  }

  private JsonNode signIn(String who) throws IOException, InterruptedException {
    var domain = Map.of("id", "default");
    var user =
        Map.of(
            "name", said.path(who).path("user").asText(), "domain", domain, "password", password());
    var scope =
        Map.of(
            "project", Map.of("name", said.path(who).path("project").asText(), "domain", domain));
    var answer =
        send(
            "POST",
            authUrl() + "/auth/tokens",
            Map.of(
                "auth",
                Map.of(
                    "identity",
                    Map.of("methods", List.of("password"), "password", Map.of("user", user)),
                    "scope",
                    scope)),
            "");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    tokens.put(who, answer.token());
    projects.put(who, answer.body().at("/token/project/id").asText());
    return answer.body();
  }

  String authUrl() {
    return said.path("auth_url").asText();
  }

  String password() {
    return said.path("password").asText();
  }

  /** Any request that must succeed, as the member or the admin. */
  JsonNode ask(String who, String method, String service, String path, Object body)
      throws IOException, InterruptedException {
    var base =
        service.equals("identity")
            ? authUrl()
            : said.path("endpoints")
                .path(service)
                .asText()
                .replace("%(project_id)s", projects.getOrDefault(who, ""));
    var token = java.util.Objects.requireNonNull(tokens.get(who));
    var answer = send(method, base + path, body, token);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isLessThan(300);
    return answer.body();
  }

  private JsonNode get(String service, String path) throws IOException, InterruptedException {
    return ask("member", "GET", service, path, "");
  }

  void computeQuota(int machines) throws IOException, InterruptedException {
    var quota = Map.of("instances", machines, "cores", -1, "ram", -1, "force", true);
    ask("admin", "PUT", "compute", "/os-quota-sets/" + project, Map.of("quota_set", quota));
  }

  void floatingQuota(int addresses) throws IOException, InterruptedException {
    ask(
        "admin",
        "PUT",
        "network",
        "/v2.0/quotas/" + project,
        Map.of("quota", Map.of("floatingip", addresses)));
  }

  void volumeQuota(int volumes) throws IOException, InterruptedException {
    ask(
        "admin",
        "PUT",
        "volumev3",
        "/os-quota-sets/" + project,
        Map.of("quota_set", Map.of("volumes", volumes)));
  }

  List<JsonNode> volumes() throws IOException, InterruptedException {
    return list(get("volumev3", "/volumes/detail").path("volumes"));
  }

  JsonNode volume(String id) throws IOException, InterruptedException {
    return get("volumev3", "/volumes/" + id).path("volume");
  }

  /** A volume that Sutler did not make, once it is ready: its id. */
  String foreignVolume(Map<String, String> metadata) throws IOException, InterruptedException {
    var volume = Map.of("name", "late", "size", 1, "metadata", metadata);
    var id =
        ask("member", "POST", "volumev3", "/volumes", Map.of("volume", volume))
            .at("/volume/id")
            .asText();
    Awaitility.await("it is ready")
        .atMost(PATIENCE)
        .until(() -> volume(id).path("status").asText().equals("available"));
    return id;
  }

  void deleteVolume(String id) throws IOException, InterruptedException {
    ask("member", "DELETE", "volumev3", "/volumes/" + id, "");
    Awaitility.await("it is gone")
        .atMost(PATIENCE)
        .until(() -> volumes().stream().noneMatch(v -> v.path("id").asText().equals(id)));
  }

  /** Hosts by server, as only the admin is told. */
  Map<String, String> hosts() throws IOException, InterruptedException {
    var all = new TreeMap<String, String>();
    for (var server :
        ask("admin", "GET", "compute", "/servers/detail?all_tenants=1", "").path("servers")) {
      all.put(server.path("name").asText(), server.path("OS-EXT-SRV-ATTR:host").asText());
    }
    return all;
  }

  void detach(String server, String volume) throws IOException, InterruptedException {
    ask(
        "member",
        "DELETE",
        "compute",
        "/servers/" + server + "/os-volume_attachments/" + volume,
        "");
  }

  List<JsonNode> servers() throws IOException, InterruptedException {
    return list(get("compute", "/servers/detail").path("servers"));
  }

  private static List<JsonNode> list(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    array.forEach(all::add);
    return all;
  }

  /** Ids of those that carry a mark with this in it, by name; none may be there twice. */
  Map<String, String> marked(String with) throws IOException, InterruptedException {
    var all = new TreeMap<String, String>();
    for (var server : servers()) {
      if (server.at("/metadata/sutler").asText().contains(with)) {
        var id = server.path("id").asText();
        assertThat(all.put(server.path("name").asText(), id)).as("twice: %s", server).isNull();
      }
    }
    return all;
  }

  long count(String status, String with) throws IOException, InterruptedException {
    return servers().stream()
        .filter(s -> s.at("/metadata/sutler").asText().contains(with))
        .filter(s -> s.path("status").asText().equals(status))
        .count();
  }

  /** How many of a thing beside the servers carry a mark with this in it. */
  long things(String kind, String with) throws IOException, InterruptedException {
    return switch (kind) {
      case "keys" ->
          get("compute", "/os-keypairs").findValuesAsText("name").stream()
              .filter(n -> n.contains(with))
              .count();
      case "server-groups" ->
          get("compute", "/os-server-groups").findValuesAsText("name").stream()
              .filter(n -> n.contains(with))
              .count();
      default ->
          get("network", "/v2.0/" + kind).findValuesAsText("description").stream()
              .filter(n -> n.startsWith("sutler ") && n.contains(with))
              .count();
    };
  }

  /** A server that Sutler did not make. */
  String foreign(String name, Map<String, String> metadata)
      throws IOException, InterruptedException {
    var network = get("network", "/v2.0/networks?name=private").at("/networks/0/id").asText();
    var flavor =
        list(get("compute", "/flavors").path("flavors")).stream()
            .filter(f -> f.path("name").asText().equals("tiny"))
            .findFirst()
            .orElseThrow();
    var server =
        Map.of(
            "name",
            name,
            "flavorRef",
            flavor.path("id").asText(),
            "imageRef",
            get("image", "/v2/images?name=debian-12").at("/images/0/id").asText(),
            "networks",
            List.of(Map.of("uuid", network)),
            "metadata",
            metadata);
    return ask("member", "POST", "compute", "/servers", Map.of("server", server))
        .at("/server/id")
        .asText();
  }

  void destroy(String id) throws IOException, InterruptedException {
    ask("member", "DELETE", "compute", "/servers/" + id, "");
  }

  void fail(String id) throws IOException, InterruptedException {
    ask(
        "admin",
        "POST",
        "compute",
        "/servers/" + id + "/action",
        Map.of("os-resetState", Map.of("state", "error")));
  }

  /** A new application credential of the member's: its id and secret. */
  Map<String, String> applicationCredential() throws IOException, InterruptedException {
    var made =
        ask(
                "member",
                "POST",
                "identity",
                credentials(),
                Map.of("application_credential", Map.of("name", "story-" + System.nanoTime())))
            .path("application_credential");
    return Map.of("id", made.path("id").asText(), "secret", made.path("secret").asText());
  }

  void revoke(String credential) throws IOException, InterruptedException {
    ask("member", "DELETE", "identity", credentials() + "/" + credential, "");
  }

  private String credentials() throws IOException, InterruptedException {
    return "/users/" + signIn("member").at("/token/user/id").asText() + "/application_credentials";
  }

  /** Takes Nova's API away, or brings it back. */
  void nova(String act) throws IOException, InterruptedException {
    var script = ServerProcess.catalog().resolveSibling("acceptance/openstack/nova.sh");
    var command = List.of(script.toString(), act, "--state", said.path("state").asText());
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as("nova.sh " + act).isZero();
  }

  /** Removes what stories left in the project, whoever made it. */
  void sweep() throws IOException, InterruptedException {
    for (var server : servers()) {
      var base = said.path("endpoints").path("compute").asText();
      var token = tokens.getOrDefault("member", "");
      send("DELETE", base + "/servers/" + server.path("id").asText(), "", token);
    }
    Awaitility.await("all servers are gone").atMost(PATIENCE).until(() -> servers().isEmpty());
    for (var volume : volumes()) {
      ask("member", "DELETE", "volumev3", "/volumes/" + volume.path("id").asText(), "");
    }
    Awaitility.await("all volumes are gone").atMost(PATIENCE).until(() -> volumes().isEmpty());
    for (var kind : List.of("floatingips", "ports", "security-groups")) {
      var key = kind.replace('-', '_');
      for (var thing : get("network", "/v2.0/" + kind).path(key)) {
        if (thing.path("description").asText().startsWith("sutler ")) {
          ask("member", "DELETE", "network", "/v2.0/" + kind + "/" + thing.path("id").asText(), "");
        }
      }
    }
    for (var name : get("compute", "/os-keypairs").findValuesAsText("name")) {
      ask("member", "DELETE", "compute", "/os-keypairs/" + name.replace(" ", "%20"), "");
    }
    for (var group : get("compute", "/os-server-groups").findValuesAsText("id")) {
      ask("member", "DELETE", "compute", "/os-server-groups/" + group, "");
    }
  }
}
