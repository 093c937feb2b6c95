package io.sutler.app;

import io.sutler.control.Timers;
import io.sutler.domain.Deployment;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import io.sutler.store.Accounts;
import java.util.Map;
import java.util.Optional;

/** What comes due by the clock, as commands. Asked twice, it is taken once. Thread-safe. */
final class TimersAsCommands implements Timers {
  private final Commands commands;
  private final Accounts accounts;

  TimersAsCommands(Commands commands, Accounts accounts) {
    this.commands = commands;
    this.accounts = accounts;
  }

  @Override
  public void stop(Deployment deployment) {
    commands.runState(
        Itself.by("schedule"),
        project(deployment),
        deployment.name(),
        RunState.STOPPED,
        once(deployment, "stop", deployment.generation()));
  }

  @Override
  public void remove(Deployment deployment) {
    commands.remove(
        Itself.by("schedule"),
        project(deployment),
        deployment.name(),
        true,
        true,
        once(deployment, "remove", deployment.generation()));
  }

  @Override
  public void operate(Deployment deployment, String operation, long turn) {
    commands.operate(
        Itself.by("schedule"),
        project(deployment),
        deployment.name(),
        operation,
        Map.of(),
        true,
        once(deployment, operation, turn));
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
