package io.sutler.app;

import io.sutler.control.Timers;
import io.sutler.domain.Deployment;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import io.sutler.store.Accounts;
import java.util.Map;
import java.util.Optional;

/** What comes due by the clock, as commands. Asked twice, it is taken once. Thread-safe. */
public final class TimersAsCommands implements Timers {
  private final Commands commands;
  private final Accounts accounts;

  public TimersAsCommands(Commands commands, Accounts accounts) {
    this.commands = commands;
    this.accounts = accounts;
  }

  @Override
  public Optional<String> stop(Deployment deployment) {
    return refused(() ->
        commands.runState(
            Itself.by("schedule"),
            project(deployment),
            deployment.name(),
            RunState.STOPPED,
            once(deployment, "stop", deployment.generation())));
  }

  /**
   * Whoever set the time to live agreed that what the plan lets go goes with it; what the plan
   * retains is kept, always.
   */
  @Override
  public Optional<String> remove(Deployment deployment) {
    return refused(() -> {
      var project = project(deployment);
      // asked before it is ordered: what is refused again and again is not for the audit
      commands.proposeRemoval(Itself.by("schedule"), project, deployment.name(), true, true);
      commands.remove(
          Itself.by("schedule"),
          project,
          deployment.name(),
          true,
          true,
          once(deployment, "remove", deployment.generation()));
    });
  }

  @Override
  public Optional<String> operate(Deployment deployment, String operation, long turn) {
    return refused(() ->
        commands.operate(
            Itself.by("schedule"),
            project(deployment),
            deployment.name(),
            operation,
            Map.of(),
            true,
            once(deployment, operation, turn)));
  }

  private static Optional<String> refused(Runnable command) {
    try {
      command.run();
      return Optional.empty();
    } catch (Refusal no) {
      return Optional.of(no.sentence());
    }
  }

  private String project(Deployment deployment) {
    return accounts
        .project(deployment.project())
        .orElseThrow(() -> new IllegalStateException("its project is gone"))
        .name();
  }

  private static Terms once(Deployment deployment, String what, long turn) {
    var key = "clock/" + deployment.id() + "/" + what + "/" + turn;
    return new Terms(Optional.empty(), Optional.of(key), key, Terms.PLAIN.deadline());
  }
}
