package io.sutler.api.v1;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.OperationName;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Taken;
import io.sutler.intent.Commands.Terms;
import io.sutler.wire.OperationRequest;
import io.sutler.wire.ScaleRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is done to a deployment by a word: start, stop, hold, ..., and its plan's operations. */
record ActRoutes(Commands commands) implements Resource {
  private interface Verb {
    Taken take(Caller caller, String project, String deployment, Terms terms);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        verb("start", (c, p, d, t) -> commands.runState(c, p, d, RunState.RUNNING, t)),
        verb("stop", (c, p, d, t) -> commands.runState(c, p, d, RunState.STOPPED, t)),
        verb("suspend", (c, p, d, t) -> commands.runState(c, p, d, RunState.SUSPENDED, t)),
        verb("hold", (c, p, d, t) -> commands.hold(c, p, d, true, t)),
        verb("release", (c, p, d, t) -> commands.hold(c, p, d, false, t)),
        verb("retry", commands::retry),
        new Route("POST", DeploymentRoutes.ONE + ":scale", this::scale),
        new Route("POST", DeploymentRoutes.ONE + "/operations/{operation}", this::operate));
  }

  private Route verb(String name, Verb verb) {
    return new Route(
        "POST",
        DeploymentRoutes.ONE + ":" + name,
        ask -> {
          var project = ask.path("project");
          return CommandWire.taken(
              project,
              verb.take(ask.caller(), project, ask.path("deployment"), TermsOf.request(ask)));
        });
  }

  private Answer scale(Ask ask) {
    var body = RequestOf.scale(ask.body(ScaleRequest.class));
    var project = ask.path("project");
    return CommandWire.taken(
        project,
        commands.scale(ask.caller(), project, ask.path("deployment"), body, TermsOf.request(ask)));
  }

  private Answer operate(Ask ask) {
    var body =
        ask.bodyIfAny(OperationRequest.class)
            .orElseGet(() -> new OperationRequest(Optional.empty(), Map.of(), false));
    var project = ask.path("project");
    return CommandWire.taken(
        project,
        commands.operate(
            ask.caller(),
            project,
            ask.path("deployment"),
            new OperationName(ask.path("operation"), body.component()).text(),
            body.params(),
            body.confirm(),
            TermsOf.request(ask)));
  }
}
