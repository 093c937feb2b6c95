package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The example of a PostgreSQL cluster as people type it, on real hosts, until nothing is left. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealExampleStory {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Path EXAMPLE = Launcher.root().resolve("examples/postgresql-cluster.yaml");
  private static final String ONE_MORE = "replicas: 3";

  @TempDir Path home;
  private ServerProcess server;
  private RealEngine engine;
  private Launcher launcher;

  @BeforeEach
  void start() throws Exception {
    launcher = new Launcher(home);
    var data = home.resolve("data");
    server =
        ServerProcess.await(data, launcher.line("serve", "--data", data.toString(), "--port", "0"));
    engine = new RealEngine(server.installation());
    server.api().awaitPlan("postgresql-cluster");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    engine.sweep();
  }

  @Test
  void a_cluster_keeps_its_rows_whatever_happens_and_leaves_nothing_when_it_goes()
      throws Exception {
    types("region", "init", "local");
    types("apply", "-f", EXAMPLE.toString(), "--wait");
    change("create table story (row text)");
    write("first");
    everyNodeHas(3, "first");
    assertThat(types("apply", "-f", EXAMPLE.toString(), "--wait")).contains("nothing to do");

    aReplicaIsLost();
    itGrows();
    itIsTuned();
    allAreRebooted();
    itsLeaderIsLost();
    itsDataIsTakenBack();

    assertThat(types("reveal", "pg", "url")).startsWith("postgresql://");

    types("remove", "pg", "--destroy-data", "--yes", "--wait");
    assertThat(engine.things()).isEmpty();
    assertThat(types("ghosts")).isEqualTo("no ghosts");
    assertThat(types("retained")).doesNotContain("pg");
    assertThat(types("key", "list")).isEqualTo("no keys in project demo");
    assertThat(secretsLeft()).isZero();
    assertThat(home.resolve("data/components")).isEmptyDirectory();
  }

  private void aReplicaIsLost() throws Exception {
    var machine = engine.machines().get("nodes-2");
    engine.destroy("pg-nodes-2");
    write("a replica was lost");
    comesBack(3);
    assertThat(engine.machines().get("nodes-2")).isNotEqualTo(machine);
    everyNodeHas(3, "a replica was lost");
  }

  /** The command ends when the new replica follows, not before. */
  private void itGrows() throws Exception {
    var grown = home.resolve("grown.yaml");
    var declared = Files.readString(EXAMPLE).replace("replicas: 2", ONE_MORE);
    assertThat(declared).contains(ONE_MORE);
    Files.writeString(grown, declared);
    types("apply", "-f", grown.toString(), "--wait");
    assertThat(replicas()).isEqualTo(3);
    assertThat(ask("nodes-3", "select pg_is_in_recovery()")).isEqualTo("t");
    everyNodeHas(4, "first");
  }

  private void itIsTuned() throws Exception {
    types("update", "pg", "--param", "max_connections=30", "--wait");
    for (var node : nodes().keySet()) {
      assertThat(ask(node, "show max_connections")).as(node).isEqualTo("30");
    }
    // a variable that no playbook uses: all of it is looked at, and runs, again
    var unused = "{\"extra_vars\":{\"nobody_uses_this\":1}}";
    assertThat(launcher.ends(2, server.api(), "plan", "pg", "--param-json", unused))
        .contains("~ database")
        .doesNotContain("would change");
    types("update", "pg", "--param-json", unused, "--wait");
    assertThat(lastRun()).hasEntrySatisfying("changed", n -> assertThat(n).hasToString("0"));
  }

  private void allAreRebooted() throws Exception {
    var machines = engine.machines();
    engine.rebootAll();
    everyNodeHas(4, "first");
    write("all were rebooted");
    everyNodeHas(4, "all were rebooted");
    assertThat(engine.machines()).isEqualTo(machines);
  }

  private void itsLeaderIsLost() throws Exception {
    var leader = leader();
    engine.destroy("pg-nodes-0");
    comesBack(4);
    assertThat(leader()).isNotEqualTo(leader);
    write("the leader was lost");
    everyNodeHas(4, "the leader was lost");
  }

  private void itsDataIsTakenBack() throws Exception {
    types("operate", "pg", "backup", "--wait");
    change("delete from story");
    types("operate", "pg", "restore", "--yes", "--wait");
    everyNodeHas(4, "the leader was lost");
  }

  private String types(String... words) throws IOException, InterruptedException {
    return launcher.types(server.api(), words);
  }

  /** As many machines as declared, all others following the one that is written to. */
  private void comesBack(int machines) {
    Awaitility.await("what was lost comes back as a replica")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(() ->
            engine.running() == machines
                && server.api().isQuiet()
                && replicas() == machines - 1
                && isReached());
  }

  private boolean isReached() {
    var conditions = server.api().get(Api.deployment("pg")).body().path("conditions");
    return conditions.size() > 0
        && conditions.findValues("holds").stream().allMatch(holds -> holds.asBoolean());
  }

  private int replicas() throws SQLException {
    var streaming = "select count(*) from pg_stat_replication";
    return Integer.parseInt(asked(leader(), streaming));
  }

  private void write(String row) throws SQLException {
    change("insert into story values ('" + row + "')");
  }

  private void change(String sql) throws SQLException {
    try (var connection = connect(leader());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void everyNodeHas(int nodes, String row) {
    var query = "select count(*) > 0 from story where row = '" + row + "'";
    assertThat(nodes()).hasSize(nodes);
    for (var node : nodes().keySet()) {
      Awaitility.await(node + " has '" + row + "'")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> ask(node, query).equals("t"));
    }
  }

  /** Addresses by name. */
  private Map<String, String> nodes() {
    var nodes = new TreeMap<String, String>();
    var members = server.api().get(Api.deployment("pg")).body().at("/observed/members");
    for (var member : members) {
      if (member.path("component").asText().equals("nodes")) {
        nodes.put(member.path("name").asText(), member.at("/facts/address").asText());
      }
    }
    return nodes;
  }

  private String leader() {
    return URI.create(server.api().reveal("pg", "url")).getHost();
  }

  private String ask(String node, String query) throws SQLException {
    return asked(nodes().getOrDefault(node, ""), query);
  }

  private String asked(String address, String query) throws SQLException {
    try (var connection = connect(address);
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private Connection connect(String address) throws SQLException {
    var url = URI.create(server.api().reveal("pg", "url"));
    var login = url.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s?connectTimeout=5&socketTimeout=20"
            .formatted(address, url.getPort(), url.getPath()),
        login[0],
        login[1]);
  }

  /** What the driver wrote down of the playbook's last run. */
  private Map<String, Object> lastRun() throws IOException {
    try (var files = Files.walk(home.resolve("data/components"))) {
      var records = files.filter(file -> file.endsWith("ansible.json")).toList();
      assertThat(records).hasSize(1);
      return Json.object(Files.readString(records.getFirst()));
    }
  }

  /** The deployment's own keys and passwords that the store still holds. */
  private int secretsLeft() throws SQLException {
    var url = "jdbc:sqlite:" + home.resolve("data/sutler.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from secret where deployment <> ''")) {
      result.next();
      return result.getInt(1);
    }
  }
}
