package io.sutler.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Failure;
import io.sutler.domain.ProjectId;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final Instant T = Instant.parse("2026-11-21T14:00:00Z");

  @Test
  void a_command_is_told_with_who_what_and_how_it_ended() {
    assertThat(Sentences.of(command(CommandKind.UPDATE, CommandState.REACHED, "")))
        .isEqualTo("update by admin: max_connections 100 -> 50, reached after 1.2 s");
    assertThat(Sentences.of(command(CommandKind.OPERATE, CommandState.FAILED, "the disk is full")))
        .isEqualTo(
            "backup by admin: max_connections 100 -> 50, failed after 1.2 s: the disk is full");
  }

  @Test
  void an_operations_step_goes_by_its_name() {
    assertThat(
            Sentences.of(step("operate drain worker[b] 01K2ABC", "ordered by ada", StepState.DONE)))
        .isEqualTo("database: ordered by ada: drain worker[b] done after 0.6 s");
  }

  @Test
  void a_step_is_told_with_its_reason() {
    assertThat(
            Sentences.of(
                step(
                    "start",
                    "database-0 was declared and is gone (exit by signal 9)",
                    StepState.DONE)))
        .isEqualTo(
            "database-0 was declared and is gone (exit by signal 9): started again after 0.6 s");
    assertThat(Sentences.of(step("create", "it was declared and is gone", StepState.DONE)))
        .isEqualTo("database was declared and is gone: made again after 0.6 s");
    assertThat(Sentences.of(step("change", "its declaration changed", StepState.FAILED)))
        .isEqualTo(
            "database: its declaration changed: change failed after 0.6 s: port 5432 is taken");
  }

  private static Command command(CommandKind kind, CommandState state, String reason) {
    return new Command(
        new CommandId("C"),
        new ProjectId("P"),
        new DeploymentId("D"),
        "orders",
        kind,
        state,
        2,
        "backup",
        Map.of("changes", List.of("max_connections: 100 -> 50")),
        "admin",
        "v1",
        T,
        T.plusSeconds(60),
        Optional.of(T.plusMillis(1_200)),
        reason,
        Map.of());
  }

  @Test
  void figures_of_a_step_are_told_with_it() {
    var step = step("create", "it is declared and not there", StepState.DONE);
    var counted =
        new Step(
            step.run(),
            step.number(),
            step.component(),
            step.action(),
            step.why(),
            step.state(),
            step.startedAt(),
            step.endedAt(),
            step.failure(),
            step.handle(),
            "2 hosts: ok 4, changed 1, failed 0, unreachable 0");
    assertThat(Sentences.of(counted))
        .endsWith("made after 0.6 s (2 hosts: ok 4, changed 1, failed 0, unreachable 0)");
  }

  private static Step step(String action, String why, StepState state) {
    return new Step(
        new RunId("R"),
        1,
        "database",
        action,
        why,
        state,
        T,
        Optional.of(T.plusMillis(600)),
        state == StepState.FAILED
            ? Optional.of(new Failure(Blame.USER, "port-taken", "port 5432 is taken"))
            : Optional.empty(),
        Optional.empty());
  }
}
