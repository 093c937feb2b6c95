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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
  private Api api;
  private RealEngine engine;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.on(home.resolve("data"));
    api = server.api().patient(PATIENCE);
    engine = new RealEngine(server.installation());
    RealEngine.prepareRegion(
        api, MIRROR.isEmpty() ? Map.of() : Map.of("mirrors", Map.of("apt", MIRROR)));
    for (var plan : List.of("redis", "mariadb", "clickhouse", "monitoring")) {
      api.awaitPlan(plan);
    }
    LedgerPlan.publish(api, home.resolve("plan"), DataLabPlan.TEXT, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    engine.sweep();
  }

  @Test
  void services_share_machines_keep_their_data_and_outlive_one_machine() throws Exception {
    api.install("lab", DataLabPlan.NAME, Map.of());
    everyServiceAnswers(2);
    if (!MIRROR.isEmpty()) {
      assertThat(engine.on("lab-nodes-0", "cat /etc/apt/sutler.list")).contains("deb " + MIRROR);
    }

    api.update("lab", Map.of("again", 1));
    PlaybookRuns.changedNothing(home.resolve("data"), 4);

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

    engine.destroy("lab-nodes-1");
    Awaitility.await("the lost replica is made anew and follows")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            engine.machines().size() == 2
                && api.isQuiet()
                && onReplica("GET story").equals("first")
                && machinesSeen().size() == 2);
    everyServiceAnswers(2);

    api.remove("lab", "?destroyData=true");
    assertThat(engine.things()).isEmpty();
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

  private Map<String, Object> operate(String operation, Map<String, Object> params) {
    var ended = api.operate("lab", operation, Map.of("params", params, "confirm", true));
    return Map.of("file", ended.text("/outputs/file/value"));
  }

  private URI output(String name) {
    return URI.create(api.reveal("lab", name));
  }

  private String shown(String name) {
    JsonNode all = api.get(Api.deployment("lab")).body();
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
    return engine.on(
        "lab-nodes-1",
        "REDISCLI_AUTH='%s' redis-cli -h $(hostname -I | cut -d' ' -f1) %s"
            .formatted(password, command));
  }

  private String sql(String statements) throws IOException, InterruptedException {
    var url = output("mariadb");
    var login = url.getUserInfo().split(":", 2);
    return engine.on(
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
}
