package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import io.sutler.cli.print.Data;
import io.sutler.wire.Revealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  @TempDir Path home;
  private final StubServer server = new StubServer();

  @BeforeEach
  void standing() {
    server
        .says(
            "GET /projects/demo/deployments",
            200,
            Wires.page(List.of(Wires.deployment("orders-db"), Wires.deployment("shop"))))
        .says("GET /projects/demo/deployments/orders-db", 200, Wires.deployment("orders-db"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Typed types(String... arguments) {
    return new Person(home).at(server).types(arguments);
  }

  @Test
  void a_table_for_people() {
    assertThat(types("get").out())
        .isEqualTo(
            """
            NAME        PLAN               REGION   STATE     AGE     EXPIRES
            orders-db   postgresql@1.2.0   local    running   3 min   -
            shop        postgresql@1.2.0   local    running   3 min   -
            """);
  }

  @Test
  void json_yaml_names_and_paths_for_programs() {
    assertThat(
            Data.tree(types("get", "orders-db", "-o", "json").out())
                .path("metadata")
                .path("generation")
                .asInt())
        .isEqualTo(1);
    assertThat(types("get", "orders-db", "-o", "yaml").out())
        .contains("metadata:\n")
        .contains("  name: orders-db\n");
    assertThat(types("get", "-o", "name").out()).isEqualTo("orders-db\nshop\n");
    assertThat(types("get", "orders-db", "-o", "jsonpath={.observed.members[0].facts.pid}").out())
        .isEqualTo("4203\n");
    assertThat(types("get", "-o", "jsonpath=.items[*].metadata.name").out())
        .isEqualTo("orders-db\nshop\n");
    assertThat(types("get", "orders-db", "-o", "jsonpath={.nothing.there}").out()).isEmpty();
  }

  @Test
  void a_secret_is_printed_alone_for_use_in_a_shell() {
    server.says(
        "POST /projects/demo/deployments/orders-db/outputs/url:reveal",
        200,
        new Revealed("url", "postgresql://u:p@h/d"));
    assertThat(types("reveal", "orders-db", "url").out()).isEqualTo("postgresql://u:p@h/d\n");
  }

  @Test
  void names_are_carried_as_data_never_as_a_path() {
    types("get", "../../users");
    types("get", "a b?c=d#e");
    assertThat(server.asked)
        .extracting(StubServer.Asked::path)
        .containsExactly(
            "/api/v1/projects/demo/deployments/..%2F..%2Fusers",
            "/api/v1/projects/demo/deployments/a%20b%3Fc%3Dd%23e");
  }

  @Test
  void all_pages_are_followed() {
    server.saysInTurn(
        "GET /projects/demo/deployments",
        List.of(
            Map.of("items", List.of(Wires.deployment("a")), "next", "a/1"),
            Map.of("items", List.of(Wires.deployment("b")))));
    assertThat(types("get", "-o", "name").out()).isEqualTo("a\nb\n");
    assertThat(server.asked.getLast().path()).endsWith("?after=a%2F1");
  }

  @Test
  void what_a_newer_server_adds_is_borne() {
    server.says(
        "GET /projects/demo/deployments/orders-db",
        200,
        Data.compact(Wires.deployment("orders-db")).replaceFirst("\\{", "{\"moods\":[1],"));
    assertThat(types("get", "orders-db").exit()).isZero();
  }

  @Test
  void a_description_tells_the_story_with_its_reasons() {
    server.says(
        "GET /projects/demo/deployments/orders-db/story",
        200,
        Map.of(
            "items",
            List.of(
                Map.of(
                    "at",
                    "2026-11-21T09:59:00Z",
                    "kind",
                    "step",
                    "text",
                    "database was declared and is gone: made again\u001b[2J after 1.1 s"))));
    assertThat(types("describe", "orders-db").out())
        .contains("orders-db  (postgresql 1.2.0, region local, project demo)     running, 3 min")
        .contains("generation 1, 14:00:00   every condition is true")
        .contains("(secret: sutler reveal orders-db url)")
        .contains("database-0  up  pid 4203")
        .contains("database was declared and is gone: made again")
        .doesNotContain("\u001b")
        .doesNotContain("host_key");
    assertThat(server.asked).anyMatch(a -> a.path().endsWith("/story?limit=8"));
  }

  @Test
  void a_description_says_of_each_failure_whose_turn_it_is() {
    server.says("GET /projects/demo/deployments/orders-db/story", 200, Map.of("items", List.of()));
    var turns =
        Map.of(
            "user", "no such flavor (your turn)",
            "provider", "no such flavor (the provider's turn)",
            "platform", "no such flavor (the platform's turn)",
            "capacity", "no such flavor (waits for room)");
    turns.forEach((blame, said) -> {
      var failed =
          Data.compact(Wires.deployment("orders-db"))
              .replaceFirst(
                  "\"driver\":\"process\",",
                  "\"driver\":\"process\",\"failure\":{\"blame\":\"%s\",\"code\":\"x\",\"message\":\"no such flavor\"},"
                      .formatted(blame));
      server.says("GET /projects/demo/deployments/orders-db", 200, failed);
      assertThat(types("describe", "orders-db").out()).contains("database: " + said);
    });
  }
}
