package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ConditionType;
import io.sutler.domain.Quota;
import io.sutler.domain.Retained;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a time to live. */
class ExpiryTest {
  private static final String DB =
      """
      kind: Plan
      name: db
      version: 1.0.0
      title: A database
      components:
        main:
          driver: cloud
          holds_data: retain
          with: { size: small }
          outputs: { address: { type: address } }
        scratch: { driver: cloud, holds_data: remove, with: { size: small } }
      outputs: { address: "${main.address}" }
      """;
  private static final String APP =
      """
      kind: Plan
      name: app
      version: 1.0.0
      title: An app
      parameters: { db: { type: string, binds: address } }
      components: { web: { driver: cloud, with: { size: s, db: "${params.db}" } } }
      """;

  @TempDir Path dir;
  private WholeHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    house.publish(DB);
    house.publish(APP);
    house.commands.install(
        house.admin,
        "demo",
        new Commands.Install(
            "orders",
            "",
            "db",
            "local",
            Map.of(),
            Optional.of(Duration.ofHours(1)),
            Optional.empty(),
            Map.of(),
            Map.of()),
        Terms.PLAIN);
    house.run(Duration.ofMinutes(1));
    assertThat(house.deployment("orders").observed().generation()).isEqualTo(1);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private int audited() {
    return house.store.audits().page(Optional.of(house.demo.id()), Long.MAX_VALUE, 100).size();
  }

  @Test
  void it_keeps_what_the_plan_retains_and_lets_go_what_the_plan_lets_go() {
    house.run(Duration.ofMinutes(62));
    assertThat(house.find("orders")).isEmpty();
    assertThat(house.store.reads().retained(house.demo.id()))
        .singleElement()
        .extracting(Retained::component)
        .isEqualTo("main");
    assertThat(house.cloud.ledger()).noneMatch(t -> t.owner().contains("scratch"));
  }

  @Test
  void while_something_is_bound_to_it_it_says_so_and_waits_without_filling_the_audit() {
    house.install("shop", "app", Map.of("db", Map.of("from", "orders/address")));
    int before = audited();
    house.run(Duration.ofHours(5));
    var told = house.against("orders", ConditionType.TIMELY).orElseThrow();
    assertThat(told.message()).contains("time to live is over", "used by shop", "every minute");
    assertThat(audited()).isEqualTo(before);
    assertThat(house.deployment("orders").observed().generation()).isEqualTo(1);

    house.commands.remove(house.admin, "demo", "shop", true, false, Terms.PLAIN);
    house.run(Duration.ofMinutes(5));
    assertThat(house.find("orders")).isEmpty();
    assertThat(house.store.reads().retained(house.demo.id())).hasSize(1);
  }

  @Test
  void a_held_deployment_is_left_alone_and_says_so() {
    house.commands.hold(house.admin, "demo", "orders", true, Terms.PLAIN);
    house.run(Duration.ofHours(3));
    assertThat(house.deployment("orders").desired().runState()).isEqualTo(RunState.RUNNING);
    assertThat(house.against("orders", ConditionType.TIMELY).orElseThrow().message())
        .contains("a person holds it");
    house.commands.hold(house.admin, "demo", "orders", false, Terms.PLAIN);
    house.run(Duration.ofMinutes(5));
    assertThat(house.find("orders")).isEmpty();
  }

  @Test
  void it_does_not_keep_more_than_the_quota_allows_and_does_not_destroy_it_either() {
    house.store.accounts().setQuota(house.demo.id(), new Quota(-1, Map.of(), -1, -1, -1, 0));
    house.run(Duration.ofHours(3));
    assertThat(house.against("orders", ConditionType.TIMELY).orElseThrow().message())
        .contains("quota exceeded", "--destroy-data");
    assertThat(house.cloud.ledger()).anyMatch(t -> t.owner().contains("main"));
    house.store.accounts().setQuota(house.demo.id(), Quota.UNLIMITED);
    house.run(Duration.ofMinutes(5));
    assertThat(house.find("orders")).isEmpty();
  }
}
