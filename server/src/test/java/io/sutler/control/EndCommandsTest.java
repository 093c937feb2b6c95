package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.reconcile.Action;
import io.sutler.reconcile.Decision;
import io.sutler.store.CommandEnd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  private static final Decision REACHED =
      new Decision(List.of(), List.of(), true, Optional.empty());

  @Test
  void a_reached_level_ends_what_asked_for_it_but_no_operation() {
    assertThat(ends(CommandKind.UPDATE, REACHED))
        .extracting(CommandEnd::state, CommandEnd::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(CommandState.REACHED, "reached after 1.5 s"));
    assertThat(ends(CommandKind.OPERATE, REACHED)).isEmpty();
  }

  @Test
  void what_waits_for_a_person_fails_with_the_sentence_for_that_person() {
    assertThat(ends(CommandKind.UPDATE, against("Failed")))
        .extracting(CommandEnd::state, CommandEnd::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(CommandState.FAILED, "db: why"));
  }

  @Test
  void what_goes_on_by_itself_goes_on_until_its_deadline() {
    assertThat(ends(CommandKind.UPDATE, against("RetryLater"))).isEmpty();
    var late =
        EndCommands.of(
            List.of(command(CommandKind.UPDATE)), against("RetryLater"), NOW.plusSeconds(60));
    assertThat(late).extracting(CommandEnd::state).containsExactly(CommandState.FAILED);
    assertThat(late.getFirst().reason()).contains("goes on trying", "db: why");
  }

  @Test
  void while_something_is_still_done_a_failure_elsewhere_ends_nothing() {
    var acting =
        new Decision(
            List.of(new Action.Create("app", "it is declared", Set.of(), false)),
            against("Failed").conditions(),
            false,
            Optional.empty());
    assertThat(ends(CommandKind.INSTALL, acting)).isEmpty();
  }

  @Test
  void a_retry_forgives_what_failed_before_it_and_nothing_since() {
    var retry = command(CommandKind.RETRY);
    assertThat(EndCommands.forgives(retry, Optional.empty())).isTrue();
    assertThat(EndCommands.forgives(retry, run(retry.createdAt().minusMillis(1)))).isTrue();
    assertThat(EndCommands.forgives(retry, run(retry.createdAt().plusMillis(1)))).isFalse();
  }

  private static Optional<Run> run(Instant startedAt) {
    return Optional.of(
        new Run(
            new RunId("r"),
            new DeploymentId("d"),
            Optional.empty(),
            1,
            "worker",
            startedAt,
            Optional.empty(),
            ""));
  }

  @Test
  void a_hold_is_reached_at_once() {
    assertThat(ends(CommandKind.HOLD, against("Held")))
        .extracting(CommandEnd::state)
        .containsExactly(CommandState.REACHED);
  }

  private static List<CommandEnd> ends(CommandKind kind, Decision decision) {
    return EndCommands.of(List.of(command(kind)), decision, NOW);
  }

  private static Decision against(String reason) {
    var condition = new Condition(ConditionType.APPLIED, false, reason, "db: why", NOW);
    return new Decision(List.of(), List.of(condition), false, Optional.empty());
  }

  private static Command command(CommandKind kind) {
    return new Command(
        new CommandId("c"),
        new ProjectId("p"),
        new DeploymentId("d"),
        "shop",
        kind,
        CommandState.ACCEPTED,
        1,
        "",
        Map.of(),
        "mira",
        "v1",
        NOW.minusMillis(1500),
        NOW.plusSeconds(60),
        Optional.empty(),
        "",
        Map.of());
  }
}
