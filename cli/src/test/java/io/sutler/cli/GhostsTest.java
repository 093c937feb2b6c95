package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import io.sutler.wire.Ghost;
import io.sutler.wire.GhostPage;
import io.sutler.wire.Retained;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ghosts and kept storage as people see them. */
class GhostsTest {
  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Typed types(String... arguments) {
    return new Person(home).at(server).types(arguments);
  }

  private static Ghost ghost(String kind, Optional<BigDecimal> hourly) {
    return new Ghost(
        "g1",
        "lab",
        "servers",
        kind,
        "m7",
        "i/d/nodes",
        "nodes-0",
        false,
        Optional.of(Wires.THEN),
        Wires.THEN,
        Optional.empty(),
        hourly,
        hourly);
  }

  @Test
  void ghosts_are_listed_with_age_and_cost_and_what_was_not_seen_is_said_apart() {
    var unseen = new GhostPage.Unseen("far", "servers", "it \u001b[2J answers not");
    var page =
        new GhostPage(
            List.of(
                ghost("machine", Optional.of(new BigDecimal("0.05"))),
                ghost("key", Optional.empty())),
            List.of(unseen));
    server.says("GET /ghosts", 200, page);
    var typed = types("ghosts");
    assertThat(typed.out())
        .isEqualTo(
            """
            ID   REGION   KIND      WHAT      OWNER       SINCE   HOURLY   COST   REMOVED
            g1   lab      machine   nodes-0   i/d/nodes   3 min   0.05     0.05   -
            g1   lab      key       nodes-0   i/d/nodes   3 min   -        -      -
            """);
    assertThat(typed.err()).contains("region far was not seen by driver servers: it");
    assertThat(typed.err()).doesNotContain("\u001b[2J");
    server.says("GET /ghosts", 200, new GhostPage(List.of(), List.of()));
    assertThat(types("ghosts").out()).isEqualTo("no ghosts\n");
  }

  @Test
  void kept_storage_is_listed_with_size_age_and_cost() {
    var kept =
        new Retained(
            "r1",
            "orders-database",
            "orders",
            "database",
            "postgresql",
            "lab",
            10L << 30,
            Wires.THEN,
            Optional.empty(),
            Optional.of(new BigDecimal("0.001")),
            Optional.of(new BigDecimal("0.5")));
    server.says("GET /projects/demo/retained", 200, Wires.page(List.of(kept)));
    assertThat(types("retained").out())
        .contains("SIZE     AGE     HOURLY   COST   EXPIRES", "10 GiB   3 min   0.001    0.5    -");
  }
}
