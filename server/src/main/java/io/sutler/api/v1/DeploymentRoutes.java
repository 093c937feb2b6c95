package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.Commands;
import io.sutler.view.ShowDeployments;
import io.sutler.wire.DeploymentPatch;
import io.sutler.wire.DeploymentRequest;
import io.sutler.wire.Story;
import io.sutler.wire.StoryLine;
import java.util.List;
import java.util.Map;

/** Deployments: list, show, install, change, remove. */
final class DeploymentRoutes implements Resource {
  static final String ALL = "/projects/{project}/deployments";
  static final String ONE = ALL + "/{deployment}";

  private final Commands commands;
  private final ShowDeployments show;
  private final WrittenDeployments written = new WrittenDeployments();

  DeploymentRoutes(Commands commands, ShowDeployments show) {
    this.commands = commands;
    this.show = show;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("POST", ALL, this::install),
        new Route("GET", ONE, this::get),
        new Route("PATCH", ONE, this::update),
        new Route("DELETE", ONE, this::remove),
        new Route("GET", ONE + "/story", this::story));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.of(
            show.list(ask.caller(), ask.path("project"), Paging.after(ask), Paging.limit(ask)),
            written::of));
  }

  private Answer get(Ask ask) {
    var found = show.show(ask.caller(), ask.path("project"), ask.path("deployment"));
    return new Answer.Data(
        200,
        DeploymentWire.of(found),
        Map.of("ETag", CommandWire.etag(found.deployment().version())));
  }

  private Answer story(Ask ask) {
    var lines =
        show.story(ask.caller(), ask.path("project"), ask.path("deployment"), Paging.limit(ask));
    return Answer.ok(
        new Story(
            lines.stream().map(l -> new StoryLine(l.at(), l.kind(), l.text(), l.id())).toList()));
  }

  private Answer install(Ask ask) {
    var body = RequestOf.install(ask.body(DeploymentRequest.class));
    var project = ask.path("project");
    return CommandWire.taken(
        project, commands.install(ask.caller(), project, body, TermsOf.request(ask)));
  }

  private Answer update(Ask ask) {
    var body = RequestOf.update(ask.body(DeploymentPatch.class));
    var project = ask.path("project");
    return CommandWire.taken(
        project,
        commands.update(ask.caller(), project, ask.path("deployment"), body, TermsOf.request(ask)));
  }

  private Answer remove(Ask ask) {
    var project = ask.path("project");
    return CommandWire.taken(
        project,
        commands.remove(
            ask.caller(),
            project,
            ask.path("deployment"),
            ask.flag("retain", true),
            ask.flag("destroyData", false),
            TermsOf.request(ask)));
  }
}
