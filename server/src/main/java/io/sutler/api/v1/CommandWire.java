package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.domain.CommandState;
import io.sutler.domain.Run;
import io.sutler.domain.Step;
import io.sutler.intent.Commands.Taken;
import io.sutler.wire.Command;
import java.util.HashMap;
import java.util.List;

/** Commands, runs and steps as JSON. */
final class CommandWire {
  private CommandWire() {}

  static Command of(io.sutler.domain.Command c) {
    return new Command(
        c.id().value(),
        Words.of(c.kind()),
        c.deploymentName(),
        c.deployment().value(),
        Words.of(c.state()),
        c.generation(),
        Words.unlessEmpty(c.operation()),
        c.params(),
        c.by(),
        c.face(),
        c.createdAt(),
        c.deadline(),
        c.endedAt(),
        c.endedAt().filter(at -> c.state() == CommandState.REACHED),
        Words.unlessEmpty(c.reason()),
        DeploymentWire.outputs(c.outputs()));
  }

  /** The answer to a command that was taken. */
  static Answer taken(String project, Taken taken) {
    var headers = new HashMap<String, String>();
    headers.put(
        "Location", V1.PREFIX + "/projects/" + project + "/commands/" + taken.command().id());
    headers.put("ETag", etag(taken.version()));
    if (taken.replayed()) {
      headers.put("Idempotent-Replayed", "true");
    }
    return new Answer.Data(202, of(taken.command()), headers);
  }

  static String etag(long version) {
    return '"' + String.valueOf(version) + '"';
  }

  static io.sutler.wire.Run of(Run run, List<Step> steps) {
    return new io.sutler.wire.Run(
        run.id().value(),
        run.deployment().value(),
        run.command().map(id -> id.value()),
        run.generation(),
        run.worker(),
        run.startedAt(),
        run.endedAt(),
        Words.unlessEmpty(run.outcome()),
        steps.stream().map(CommandWire::of).toList());
  }

  private static io.sutler.wire.Step of(Step step) {
    return new io.sutler.wire.Step(
        step.number(),
        step.component(),
        step.action(),
        step.why(),
        Words.of(step.state()),
        step.startedAt(),
        step.endedAt(),
        step.failure().map(DeploymentWire::failure),
        Words.unlessEmpty(step.summary()));
  }
}
