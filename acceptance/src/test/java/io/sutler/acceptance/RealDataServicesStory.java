package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis, MariaDB, ClickHouse and Prometheus side by side on the machines of one deployment. {@code
 * -Dsutler.real.apt=http://...} names a mirror of Debian to take packages from.
 */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealDataServicesStory {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String MIRROR = System.getProperty("sutler.real.apt", "");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path home;
  private ServerProcess server;
  private String installation;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.on(home.resolve("data"));
    installation = server.installation();
    var settings = new LinkedHashMap<String, Object>();
    settings.put("containers", Json.object(System.getProperty("sutler.real.region", "{}")));
    if (!MIRROR.isEmpty()) {
      settings.put("mirrors", Map.of("apt", MIRROR));
    }
    var place = server.api().get("/regions/local").text("/place");
    var region = Map.of("kind", "local", "place", place, "drained", false, "settings", settings);
    assertThat(server.api().call("PUT", "/regions/local", region).status()).isEqualTo(200);
    for (var plan : List.of("redis", "mariadb", "clickhouse", "monitoring")) {
      server.api().awaitPlan(plan);
    }
    LedgerPlan.publish(server.api(), home.resolve("plan"), DataLabPlan.TEXT, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    for (var kind : List.of("container", "volume", "network")) {
      for (var name : things(kind)) {
        run("podman", kind, "rm", "-f", name);
      }
    }
  }

  @Test
  void services_share_machines_keep_their_data_and_outlive_one_machine() throws Exception {
    var body =
        Map.of("name", "lab", "plan", DataLabPlan.NAME, "region", "local", "params", Map.of());
    reached(server.api().call("POST", "/projects/demo/deployments", body));
    everyServiceAnswers(2);
    if (!MIRROR.isEmpty()) {
      assertThat(on("lab-nodes-0", "cat /etc/apt/sutler.list")).contains("deb " + MIRROR);
    }

    update(Map.of("again", 1));
    assertThat(tasksChanged()).hasSize(4).allSatisfy((service, n) -> assertThat(n).isEqualTo("0"));

    redis("SET story first");
    sql("create table story (row_text text); insert into story values ('first')");
    var redisBackup = operate("cache.backup", Map.of());
    var sqlBackup = operate("sql.backup", Map.of());
    redis("SET story second");
    sql("update story set row_text = 'second'");
    operate("cache.restore", redisBackup);
    operate("sql.restore", sqlBackup);
    assertThat(redis("GET story")).contains("first");
    assertThat(sql("select row_text from story")).isEqualTo("first");

    run("podman", "rm", "-f", "-t", "1", container("lab-nodes-1"));
    Awaitility.await("the lost replica is made anew and follows")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            things("container").size() == 2
                && server.api().isQuiet()
                && onReplica("GET story").equals("first")
                && machinesSeen().size() == 2);
    everyServiceAnswers(2);

    reached(server.api().call("DELETE", Api.deployment("lab") + "?destroyData=true", ""));
    assertThat(things("container")).isEmpty();
    assertThat(things("volume")).isEmpty();
    assertThat(things("network")).isEmpty();
  }

  private void everyServiceAnswers(int machines) throws Exception {
    assertThat(redis("INFO replication"))
        .contains("role:master")
        .contains("connected_slaves:" + (machines - 1));
    assertThat(sql("select 6 * 7")).isEqualTo("42");
    assertThat(columns("select sum(number) from numbers(10)")).isEqualTo("45");
    assertThat(machinesSeen()).hasSize(machines).contains("nodes-0", "nodes-" + (machines - 1));
  }

  private List<String> machinesSeen() throws IOException, InterruptedException {
    var seen = Json.mapper().readTree(prometheus("up{job=\"node\"} == 1"));
    return StreamSupport.stream(seen.at("/data/result").spliterator(), false)
        .map(r -> r.at("/metric/machine").asText())
        .toList();
  }

  private void update(Map<String, Object> params) {
    reached(server.api().call("PATCH", Api.deployment("lab"), Map.of("params", params)));
  }

  private Map<String, Object> operate(String operation, Map<String, Object> params) {
    var path = Api.deployment("lab") + "/operations/" + operation;
    var ended = reached(server.api().call("POST", path, Map.of("params", params, "confirm", true)));
    return Map.of("file", ended.text("/outputs/file/value"));
  }

  private Api.Answer reached(Api.Answer accepted) {
    assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
    var path = "/projects/demo/commands/" + accepted.text("/id");
    var ended =
        Awaitility.await("the command ends")
            .atMost(PATIENCE)
            .until(() -> server.api().get(path), answer -> answer.body().has("endedAt"));
    assertThat(ended.text("/state")).as("%s", ended.body()).isEqualTo("reached");
    return ended;
  }

  private URI output(String name) {
    return URI.create(server.api().reveal("lab", name));
  }

  private String shown(String name) {
    JsonNode all = server.api().get(Api.deployment("lab")).body();
    return all.at("/outputs/" + name + "/value").asText();
  }

  /** What Redis says to a command, read until it is silent for a moment. */
  private String redis(String command) throws IOException {
    var url = output("redis");
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      var password = url.getUserInfo().substring(1);
      var lines = "AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String onReplica(String command) throws IOException, InterruptedException {
    var password = output("redis").getUserInfo().substring(1);
    return on(
        "lab-nodes-1",
        "REDISCLI_AUTH='%s' redis-cli -h $(hostname -I | cut -d' ' -f1) %s"
            .formatted(password, command));
  }

  private String sql(String statements) throws IOException, InterruptedException {
    var url = output("mariadb");
    var login = url.getUserInfo().split(":", 2);
    return on(
        "lab-nodes-0",
        "MYSQL_PWD='%s' mariadb -N -h %s -P %d -u %s %s -e \"%s\""
            .formatted(
                login[1],
                url.getHost(),
                url.getPort(),
                login[0],
                url.getPath().substring(1),
                statements));
  }

  private String columns(String query) throws IOException, InterruptedException {
    var login = output("clickhouse").getUserInfo();
    var basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(shown("clickhouse-endpoint")))
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(query))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body().strip();
  }

  private String prometheus(String query) throws IOException, InterruptedException {
    var url =
        shown("prometheus")
            + "api/v1/query?query="
            + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8);
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Of the last run of each service's playbook: how many tasks changed something. */
  private Map<String, String> tasksChanged() throws IOException {
    try (var files = Files.walk(home.resolve("data").resolve("components"))) {
      return files
          .filter(file -> file.endsWith("ansible.json"))
          .collect(Collectors.toMap(Path::toString, RealDataServicesStory::changed));
    }
  }

  private static String changed(Path record) {
    try {
      return String.valueOf(Json.object(Files.readString(record)).get("changed"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String on(String host, String command) throws IOException, InterruptedException {
    return run("podman", "exec", container(host), "sh", "-c", command);
  }

  private String container(String host) throws IOException, InterruptedException {
    return things("container").stream().filter(n -> n.contains(host)).findFirst().orElseThrow();
  }

  private List<String> things(String kind) throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of("podman", kind, "ls"));
    if (kind.equals("container")) {
      words.add("-a");
    }
    words.addAll(List.of("--filter", "label=sutler.installation=" + installation));
    words.addAll(List.of("--format", kind.equals("container") ? "{{.Names}}" : "{{.Name}}"));
    return run(words.toArray(String[]::new)).lines().filter(l -> !l.isBlank()).toList();
  }

  private static String run(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", words), said).isZero();
    return said.strip();
  }
}
