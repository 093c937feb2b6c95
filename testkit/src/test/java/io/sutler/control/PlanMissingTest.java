package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandState;
import io.sutler.domain.ConditionType;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A version of a plan that is lost: told, not tried for ever, and no dead end. */
class PlanMissingTest {
  private static final String DB =
      """
      kind: Plan
      name: db
      version: %s
      title: A database
      parameters: { size: { type: string, default: small } }
      components: { main: { driver: cloud, holds_data: retain, with: { size: "${params.size}" } } }
      """;

  @TempDir Path dir;
  private WholeHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    house.publish(DB.formatted("1.0.0"));
    house.install("orders", "db", Map.of());
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** Something happens to the store while Sutler is down. */
  private void meanwhile(String sql) throws Exception {
    var now = house.clock.instant();
    house.close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("sutler.db"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
    house = new WholeHouse(dir, now.plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM plan_version",
        "DELETE FROM bundle",
        "UPDATE bundle SET content = x'504b0304ff00'",
        "UPDATE bundle SET content = x''"
      })
  void it_is_a_condition_and_goes_on_when_the_plan_is_published_again(String accident)
      throws Exception {
    meanwhile(accident);
    assertThat(house.resync(Duration.ofMinutes(10))).as("no hot retry").isBetween(2, 25);
    var told = house.against("orders", ConditionType.RESOLVED).orElseThrow();
    assertThat(told.reason()).isEqualTo("PlanMissing");
    assertThat(told.message())
        .contains("publish the same again")
        .doesNotContain("Exception", "java.");
    assertThat(house.deployment("orders").observed().conditions()).hasSizeGreaterThan(2);

    house.publish(DB.formatted("1.0.0"));
    house.run(Duration.ofMinutes(1));
    assertThat(house.against("orders", ConditionType.RESOLVED)).isEmpty();
    house.update("orders", Map.of("size", "large"));
    assertThat(house.deployment("orders").observed().generation()).isEqualTo(2);
  }

  @Test
  void a_change_is_refused_with_what_to_do_and_another_version_or_a_removal_is_a_way_out()
      throws Exception {
    meanwhile("DELETE FROM plan_version");
    var no = WholeHouse.refusal(() -> house.update("orders", Map.of("size", "large")));
    assertThat(no.code()).isEqualTo("plan-missing");
    assertThat(no.sentence()).contains("--plan db@");
    house.publish(DB.formatted("1.1.0"));
    house.commands.update(
        house.admin,
        "demo",
        "orders",
        new Commands.Update(
            Optional.of("db@1.1"),
            Optional.empty(),
            Map.of("size", "large"),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty()),
        Terms.PLAIN);
    house.run(Duration.ofSeconds(30));
    assertThat(house.deployment("orders").observed().generation()).isEqualTo(2);
  }

  @Test
  void it_can_be_removed_without_its_plan() throws Exception {
    meanwhile("DELETE FROM plan_version");
    house.commands.remove(house.admin, "demo", "orders", true, false, Terms.PLAIN);
    house.run(Duration.ofMinutes(2));
    assertThat(house.find("orders")).isEmpty();
  }

  @Test
  void a_command_that_waits_for_the_plan_ends_at_its_deadline() throws Exception {
    var accepted =
        house.commands.runState(
            house.admin, "demo", "orders", io.sutler.domain.RunState.STOPPED, Terms.PLAIN);
    meanwhile("DELETE FROM plan_version");
    house.resync(Duration.ofMinutes(90));
    var command =
        house.store.reads().command(house.demo.id(), accepted.command().id()).orElseThrow();
    assertThat(command.state()).isEqualTo(CommandState.FAILED);
    assertThat(command.reason()).contains("deadline", "not in the store");
  }
}
