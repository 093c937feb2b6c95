package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo promises of the catalogue's PostgreSQL. */
class PostgresqlStory {
  private static final String NAME = "orders-db";

  @TempDir Path home;
  private ServerProcess server;
  private String installation;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.on(home.resolve("data"));
    installation = server.installation();
  }

  @AfterEach
  void stop() {
    server.close();
    ServerProcess.sweep(installation);
  }

  private Database install(Map<String, Object> params) {
    server.api().install(NAME, "postgresql", params);
    return new Database(server.api().reveal(NAME, "url"));
  }

  /** {@code kill -9}, as soon as Sutler has told the process that runs now. */
  private void kill() {
    var running =
        Awaitility.await("Sutler tells the running process")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> ProcessHandle.of(server.api().pid(NAME)),
                found -> found.filter(ProcessHandle::isAlive).isPresent())
            .orElseThrow();
    kill(running);
  }

  /** Two seconds; on a machine that others keep busy, as much longer as all takes longer there. */
  private static Duration promised() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    double crowded = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
    return Duration.ofMillis((long) (2000 * Math.max(1, crowded)));
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Test
  void a_client_connects_with_the_printed_url_and_only_with_its_password() throws Exception {
    var database = install(Map.of());

    assertThat(database.one("SELECT current_user || '@' || current_database()"))
        .isEqualTo("app@app");
    assertThat(database.as("app", "guessed").answers()).isFalse();
    assertThat(server.api().get(Api.deployment(NAME)).body().toString())
        .doesNotContain(database.url());
  }

  @Test
  void its_user_can_make_databases_and_roles_but_cannot_reach_the_machine() throws Exception {
    var database = install(Map.of());

    database.sql("CREATE ROLE reader");
    database.sql("CREATE DATABASE more");
    for (var hostile :
        new String[] {
          "COPY (SELECT 1) TO PROGRAM 'id'",
          "GRANT pg_execute_server_program TO app",
          "GRANT pg_read_server_files TO app",
          "ALTER ROLE app SUPERUSER",
          "SELECT pg_read_file('/etc/passwd')"
        }) {
      assertThatThrownBy(() -> database.sql(hostile)).as(hostile).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void killed_it_is_back_with_its_data_also_when_sutler_is_no_longer_its_parent() throws Exception {
    var database = install(Map.of());
    database.sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");

    kill();
    var first = database.untilItAnswers();

    server.close();
    server = ServerProcess.on(home.resolve("data"));
    assertThat(database.answers()).as("it outlives Sutler").isTrue();
    kill();
    var second = database.untilItAnswers();

    assertThat(database.one("SELECT count(*) FROM orders")).isEqualTo("1000");
    assertThat(first.compareTo(second) < 0 ? first : second).isLessThan(promised());
  }

  @Test
  void killed_while_sutler_is_down_it_is_back_after_sutlers_start() throws Exception {
    var database = install(Map.of());
    database.sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
    var process = ProcessHandle.of(server.api().pid(NAME)).orElseThrow();

    server.close();
    kill(process);
    assertThat(database.answers()).isFalse();
    server = ServerProcess.on(home.resolve("data"));

    assertThat(database.untilItAnswers()).isLessThan(promised());
    assertThat(database.one("SELECT count(*) FROM orders")).isEqualTo("1000");
  }

  @Test
  void a_change_restarts_it_only_where_postgresql_needs_that_and_keeps_the_data() throws Exception {
    var database = install(Map.of());
    database.sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
    long pid = server.api().pid(NAME);

    server.api().update(NAME, Map.of("settings", Map.of("work_mem", "9MB")));
    assertThat(server.api().pid(NAME)).isEqualTo(pid);
    assertThat(database.one("SHOW work_mem")).isEqualTo("9MB");

    server.api().update(NAME, Map.of("max_connections", 50));
    assertThat(server.api().pid(NAME)).isNotEqualTo(pid);
    assertThat(database.one("SHOW max_connections")).isEqualTo("50");
    assertThat(database.one("SHOW work_mem")).isEqualTo("9MB");
    assertThat(database.one("SELECT count(*) FROM orders")).isEqualTo("1000");
  }

  @Test
  void settings_that_would_run_programs_or_make_no_sense_change_nothing() throws Exception {
    var database = install(Map.of());

    for (var hostile :
        new Object[] {
          Map.of("settings", Map.of("archive_command", "touch /tmp/x")),
          Map.of("settings", Map.of("work_mem", "8MB'\nfsync = 'off")),
          Map.of("shared_buffers", "$(reboot)"),
          Map.of("max_connections", "many")
        }) {
      var answer = server.api().call("PATCH", Api.deployment(NAME), Map.of("params", hostile));
      assertThat(answer.status()).as(hostile.toString()).isBetween(400, 499);
      assertThat(answer.text("/errors/0/pointer")).startsWith("/params/");
    }
    var wrong =
        server
            .api()
            .ended(
                server
                    .api()
                    .call(
                        "PATCH",
                        Api.deployment(NAME),
                        Map.of("params", Map.of("settings", Map.of("work_mem", "nonsense")))));
    assertThat(wrong.text("/state")).isEqualTo("failed");
    assertThat(wrong.text("/reason")).contains("work_mem");
    assertThat(database.answers()).as("the running server is left alone").isTrue();
  }

  @Test
  void a_backup_brings_lost_data_back() throws Exception {
    var database = install(Map.of());
    database.sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");

    var backup = server.api().operate(NAME, "backup", Map.of());
    database.sql("DROP TABLE orders");
    server.api().operate(NAME, "restore", Map.of("confirm", true));

    assertThat(Path.of(backup.text("/outputs/file/value"))).isNotEmptyFile();
    database.untilItAnswers();
    assertThat(database.one("SELECT count(*) FROM orders")).isEqualTo("1000");
  }

  @Test
  void removed_without_its_data_nothing_is_left() throws Exception {
    var database = install(Map.of());
    server.api().remove(NAME, "?retain=false&destroyData=true");

    assertThat(ServerProcess.tagged(installation)).isEmpty();
    try (var free = new ServerSocket(database.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.isBound()).isTrue();
    }
    try (var files = Files.walk(home.resolve("data"))) {
      assertThat(files.filter(f -> f.getFileName().toString().equals("PG_VERSION"))).isEmpty();
    }
    assertThat(server.api().get(Api.deployment(NAME)).status()).isEqualTo(404);
    assertThat(server.api().get("/projects/demo/retained").body().at("/items")).isEmpty();
  }

  @Test
  void retained_data_serves_a_new_deployment_with_a_password_of_its_own() throws Exception {
    var before = install(Map.of());
    before.sql("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
    server.api().remove(NAME, "");

    var kept = server.api().get("/projects/demo/retained").body().at("/items/0");
    assertThat(kept.at("/from").asText()).isEqualTo(NAME);
    assertThat(kept.at("/bytes").asLong()).isPositive();
    assertThat(ServerProcess.tagged(installation)).isEmpty();

    server
        .api()
        .reached(
            server
                .api()
                .call(
                    "POST",
                    "/projects/demo/deployments",
                    Map.of(
                        "name", "orders-again",
                        "plan", "postgresql",
                        "adopt", Map.of("database", kept.at("/name").asText()))));
    var after = new Database(server.api().reveal("orders-again", "url"));
    assertThat(after.one("SELECT count(*) FROM orders")).isEqualTo("1000");
    assertThat(after.url()).isNotEqualTo(before.url());
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      assertThat(files).isNotEmpty();
    }
  }

  @Test
  void without_any_postgresql_on_the_machine_the_published_binaries_serve() throws Exception {
    var database = install(Map.of("source", "embedded"));

    assertThat(database.one("SHOW server_version")).startsWith("18.");
    kill();
    database.untilItAnswers();
    var backup = server.api().operate(NAME, "backup", Map.of());
    assertThat(Path.of(backup.text("/outputs/file/value"))).isNotEmptyFile();
  }
}
