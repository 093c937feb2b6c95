package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.CheckSpec;
import io.sutler.domain.Observation;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.OutputSpec;
import io.sutler.driver.Driver;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The playbooks of the catalogue's PostgreSQL cluster, on real hosts. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run with -Dsutler.real=true")
class RealPostgresqlClusterStory {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path PLAN = Path.of("..", "catalog", "postgresql-cluster").toAbsolutePath();
  private static final Map<String, Object> VARS =
      Map.of(
          "database",
          "app",
          "user",
          "app",
          "password",
          "Passw0rdOfApp",
          "replication_password",
          "Passw0rdOfReplicator",
          "max_connections",
          50,
          "shared_buffers",
          "64MB",
          "pg_port",
          5432,
          "clients",
          List.of("samenet"));

  private static final int TRIES = 4;
  @TempDir Path directory;
  private RealHosts hosts;
  private Views component;
  private Map<String, Object> outputs = Map.of();
  private final TestLog log = new TestLog();
  private final Driver driver =
      new AnsibleDriver(
          InstantSource.system(),
          LocalTools.of(Path.of("/nonexistent"), Path.of("/nonexistent"), System.getenv()));

  @AfterEach
  void end() {
    hosts.close();
  }

  @Test
  void keeps_its_rows_whatever_happens_to_its_machines() throws Exception {
    are("a", "b", "c");
    write("first");
    everyNodeHas(3, "first");
    aSecondRunChangesNothing();

    // a replica is lost, and there is to be one more
    hosts.destroy(2);
    hosts.make(2);
    hosts.make(3);
    are("a", "b", "c2", "d");
    write("a replica was lost");
    everyNodeHas(4, "a replica was lost");

    hosts.reboot();
    everyNodeHas(4, "first");

    hosts.destroy(0);
    hosts.make(0);
    are("a2", "b", "c2", "d");
    assertThat(outputs.get("primary")).isNotEqualTo(RealHosts.address(0));
    write("the leader was lost");
    everyNodeHas(4, "the leader was lost");

    var file = operate("backup", Map.of());
    change("delete from story");
    operate("restore", file);
    everyNodeHas(4, "the leader was lost");
  }

  @Test
  void a_changed_setting_reaches_every_node() throws Exception {
    are("a", "b", "c");
    settings(80);
    settings(30);
    aSecondRunChangesNothing();
  }

  @BeforeEach
  void begin() throws IOException {
    hosts = new RealHosts(directory, 3);
    var region = Views.region("sutler-a", directory.resolve("data"));
    component =
        Views.component("ansible", "database", region, PLAN)
            .inputs(Map.of("playbook", "site.yml", "check_every", "1h", "vars", VARS))
            .input("key", hosts.key("key"))
            .secrets(Set.of(hosts.key("key"), "Passw0rdOfApp", "Passw0rdOfReplicator"))
            .ready(new CheckSpec(List.of("answers.yml"), PATIENCE, Duration.ofSeconds(1)))
            .output("url", new OutputSpec("database", true, true))
            .output("primary", new OutputSpec("address", false, true))
            .output("replicas", new OutputSpec("address", false, true));
  }

  /** The machines there are by now; a new one under an old name has another id. */
  private void are(String... machines) throws InterruptedException {
    var members = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < machines.length; i++) {
      members.add(RealHosts.member(i, machines[i]));
    }
    component =
        component.input(
            "groups",
            Map.of(
                "primary", members.subList(0, 1), "replica", members.subList(1, members.size())));
    apply();
  }

  private void apply() throws InterruptedException {
    component = component.within(Duration.ofMinutes(10));
    var progress = driver.apply(component.view(), log);
    // as the loop does: what is nobody's mistake is tried again
    for (int i = 1; i < TRIES && isWorthAnotherTry(progress); i++) {
      progress = driver.apply(component.view(), log);
    }
    assertThat(progress).isInstanceOf(Progress.Done.class);
    outputs = ((Progress.Done) progress).outputs();
    component = component.applied();
  }

  private static boolean isWorthAnotherTry(Progress progress) {
    return progress instanceof Progress.Failed failed && failed.failure().blame() != Blame.USER;
  }

  private void aSecondRunChangesNothing() throws InterruptedException {
    apply();
    var seen =
        (Observation.Present)
            driver.observe(component.view(), () -> driver.look(component.view().region()));
    assertThat(seen.readings())
        .anyMatch(r -> r.name().equals("tasks changed") && r.value().equals("0"));
    component = component.input("check_every", "1ms").applied();
    apply();
    seen =
        (Observation.Present)
            driver.observe(component.view(), () -> driver.look(component.view().region()));
    assertThat(seen.drift()).isEmpty();
  }

  private void settings(int connections) throws Exception {
    var vars = new java.util.HashMap<>(VARS);
    vars.put("max_connections", connections);
    component = component.input("vars", vars);
    apply();
    for (int i = 0; i < 3; i++) {
      assertThat(ask(i, "show max_connections")).isEqualTo("" + connections);
    }
  }

  private Map<String, Object> operate(String name, Map<String, Object> params)
      throws InterruptedException {
    var promised =
        name.equals("backup")
            ? Map.of("file", new OutputSpec("backup", false, true))
            : Map.<String, OutputSpec>of();
    var spec =
        new OperationSpec(
            "database",
            List.of(name + ".yml"),
            Map.of(),
            true,
            false,
            promised,
            Duration.ofMinutes(5));
    component = component.within(Duration.ofMinutes(5));
    var progress =
        driver.operate(new OperationView(name + "-1", name, spec, params), component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return ((Progress.Done) progress).outputs();
  }

  private void write(String row) throws SQLException {
    change("create table if not exists story (row text)");
    change("insert into story values ('" + row + "')");
  }

  private void change(String sql) throws SQLException {
    try (var connection = connect(String.valueOf(outputs.get("primary")));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void everyNodeHas(int nodes, String row) {
    for (int i = 0; i < nodes; i++) {
      int node = i;
      Awaitility.await("node " + node + " has '" + row + "'")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() ->
              ask(node, "select count(*) > 0 from story where row = '" + row + "'").equals("t"));
    }
  }

  private static String ask(int node, String sql) throws SQLException {
    try (var connection = connect(RealHosts.address(node));
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(String address) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address + "/app?connectTimeout=5&socketTimeout=20",
        "app",
        "Passw0rdOfApp");
  }
}
