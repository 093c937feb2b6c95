package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ConditionType;
import io.sutler.domain.Refusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from elsewhere is held against what the plan and the driver want. */
class FittingTest {
  private static final String DB =
      """
      kind: Plan
      name: db
      version: 1.0.0
      title: A database
      parameters:
        size: { type: string, default: small }
      components:
        main:
          driver: cloud
          with: { size: "${params.size}" }
          outputs: { address: { type: address } }
      outputs: { address: "${main.address}" }
      """;
  private static final String APP =
      """
      kind: Plan
      name: app
      version: 1.0.0
      title: An app
      parameters:
        db: { type: string, pattern: "small$", binds: address, optional: true }
        n: { type: integer, default: 1 }
      components:
        web: { driver: cloud, with: { size: s, db: "${has(params.db) ? params.db : 'none'}" } }
        counted: { driver: cloud, with: { size: s, count: "${params.n}" } }
      """;

  @TempDir Path dir;
  private WholeHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    house.publish(DB);
    house.publish(APP);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_bound_value_that_stops_fitting_is_not_used_and_told_and_used_again_when_it_fits() {
    house.install("orders", "db", Map.of());
    house.install("shop", "app", Map.of("db", Map.of("from", "orders/address")));
    assertThat(house.deployment("shop").observed().generation()).isEqualTo(1);

    house.update("orders", Map.of("size", "large"));
    var told = house.against("shop", ConditionType.RESOLVED).orElseThrow();
    assertThat(told.message())
        .contains("orders/address", "must match the pattern", "change orders")
        .doesNotContain("10.0.0.1", "Exception");
    assertThat(house.cloud.ledger()).filteredOn(t -> t.owner().contains("web")).hasSize(1);

    house.update("orders", Map.of("size", "very-small"));
    assertThat(house.against("shop", ConditionType.RESOLVED)).isEmpty();
  }

  @Test
  void a_value_that_is_known_not_to_fit_is_refused_at_once_and_one_that_comes_later_is_told() {
    house.install("orders", "db", Map.of("size", "large"));
    var binding = Map.<String, Object>of("db", Map.of("from", "orders/address"));
    var no = WholeHouse.refusal(() -> house.install("shop", "app", binding));
    assertThat(no.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(no.faults().getFirst().pointer()).isEqualTo("/params/db");
    assertThat(no.sentence()).contains("orders/address must match the pattern");
  }

  @Test
  void what_a_template_gives_is_held_against_the_drivers_schema() {
    house.install("shop", "app", Map.of("n", 0L));
    var told = house.against("shop", ConditionType.RESOLVED).orElseThrow();
    assertThat(told.reason()).isEqualTo("Broken");
    assertThat(told.message()).contains("with/count", "must be at least 1");
    assertThat(house.cloud.ledger()).noneMatch(t -> t.owner().contains("counted"));
    house.update("shop", Map.of("n", 2L));
    assertThat(house.against("shop", ConditionType.RESOLVED)).isEmpty();
  }
}
