package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's bash script makes, changes and drops a database; a third party sees each. */
class SharedDatabaseStory {
  private static final Map<String, Object> SERVER = Map.of("from", "orders-db/url");

  @TempDir Path home;
  private ServerProcess server;
  private String installation;
  private Database onlooker;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.on(home.resolve("data"), "--resync", "2s");
    installation = server.installation();
    server.api().install("orders-db", "postgresql", Map.of());
    onlooker = new Database(server.api().reveal("orders-db", "url"));
  }

  @AfterEach
  void stop() {
    server.close();
    ServerProcess.sweep(installation);
  }

  private Database mine() {
    return new Database(server.api().reveal("shop-data", "url"));
  }

  @Test
  void installs_changes_and_drops_a_database_and_its_role() throws Exception {
    server
        .api()
        .install("shop-data", "shared-database", Map.of("server", SERVER, "database", "shop"));
    assertThat(onlooker.sql("SELECT rolname FROM pg_roles WHERE rolname = 'shop'")).hasSize(1);
    assertThat(mine().one("SELECT current_user || '@' || current_database()"))
        .isEqualTo("shop@shop");

    var before = mine();
    server
        .api()
        .update(
            "shop-data",
            Map.of("password", "a-new-password", "connection_limit", 7, "user", "keeper"));
    assertThat(mine().one("SELECT current_user")).isEqualTo("keeper");
    assertThat(before.answers()).as("the old login").isFalse();
    assertThat(onlooker.one("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'keeper'"))
        .isEqualTo("7");
    assertThat(onlooker.sql("SELECT 1 FROM pg_roles WHERE rolname = 'shop'")).isEmpty();

    server.api().remove("shop-data", "?destroyData=true");
    assertThat(onlooker.sql("SELECT 1 FROM pg_roles WHERE rolname = 'keeper'")).isEmpty();
    assertThat(onlooker.sql("SELECT 1 FROM pg_database WHERE datname = 'shop'")).isEmpty();
  }

  @Test
  void what_somebody_else_changes_is_put_right() throws Exception {
    server
        .api()
        .install("shop-data", "shared-database", Map.of("server", SERVER, "database", "shop"));
    var mine = mine();

    onlooker.sql("ALTER ROLE shop PASSWORD 'stolen'");
    onlooker.sql("ALTER ROLE shop CONNECTION LIMIT 3");

    Awaitility.await("drift is seen and closed")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            mine.answers()
                && onlooker
                    .one("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'shop'")
                    .equals("-1"));
  }

  @Test
  void hostile_names_and_passwords_are_names_and_passwords() throws Exception {
    var trap = home.resolve("trap");
    var name = "x\"; DROP DATABASE app; -- `touch %s` ü".formatted("t");
    var password = "p'\"; \\ $(touch " + trap + ") %41";
    server
        .api()
        .install(
            "shop-data",
            "shared-database",
            Map.of("server", SERVER, "database", name, "password", password));

    assertThat(mine().one("SELECT current_database()")).isEqualTo(name);
    assertThat(onlooker.one("SELECT current_database()")).isEqualTo("app");
    assertThat(Files.exists(trap)).isFalse();

    server.api().remove("shop-data", "?destroyData=true");
    assertThat(onlooker.sql("SELECT datname FROM pg_database WHERE datname LIKE 'x%'")).isEmpty();
  }

  @Test
  void a_role_that_is_somebody_elses_is_left_alone() throws Exception {
    onlooker.sql("CREATE ROLE shop");
    server.api().awaitPlan("shared-database");
    var command =
        server
            .api()
            .ended(
                server
                    .api()
                    .call(
                        "POST",
                        "/projects/demo/deployments",
                        Map.of(
                            "name", "shop-data",
                            "plan", "shared-database",
                            "params", Map.of("server", SERVER, "database", "shop"))));

    assertThat(command.text("/state")).isEqualTo("failed");
    assertThat(command.text("/reason")).contains("already a role named shop");
    server.api().remove("shop-data", "?destroyData=true");
    assertThat(onlooker.sql("SELECT 1 FROM pg_roles WHERE rolname = 'shop'")).hasSize(1);
  }
}
