package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.RunId;
import io.sutler.view.Follow;
import io.sutler.view.ShowRuns;
import java.util.List;

/** Logs: of one run, or of a deployment's runs as they come. */
record LogRoutes(ShowRuns show, Follow follow) implements Resource {
  private static final String EVENTS = "text/event-stream";
  private static final String TEXT = "text/plain; charset=utf-8";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", "/projects/{project}/runs/{run}/log", this::ofRun),
        new Route("GET", DeploymentRoutes.ONE + "/log", this::ofDeployment));
  }

  private Answer ofRun(Ask ask) {
    var run = new RunId(ask.path("run"));
    long after = ask.header("Last-Event-ID").map(LogPosition::seq).orElse(0L);
    var reader = new LogReader(show, follow, ask.caller(), ask.path("project"));
    show.run(ask.caller(), ask.path("project"), run);
    if (ask.wants(EVENTS)) {
      return new Answer.Events(line -> {
        reader.follow(run, after, new EventLog(line, false));
        line.send("", "end", java.util.Map.of());
      });
    }
    boolean on = ask.flag("follow", false);
    return new Answer.Stream(
        TEXT,
        out -> {
          var log = new TextLog(out);
          if (on) {
            reader.follow(run, after, log);
          } else {
            reader.present(run, after, log);
          }
        });
  }

  private Answer ofDeployment(Ask ask) {
    var reader = new LogReader(show, follow, ask.caller(), ask.path("project"));
    var story =
        new DeploymentLog(
            reader,
            ask.path("deployment"),
            ask.number("runs", 1, 100, 1),
            ask.header("Last-Event-ID").flatMap(LogPosition::parse));
    story.begin();
    if (ask.wants(EVENTS)) {
      return new Answer.Events(line -> story.follow(new EventLog(line, true)));
    }
    boolean on = ask.flag("follow", false);
    return new Answer.Stream(
        TEXT,
        out -> {
          var log = new TextLog(out);
          if (on) {
            story.follow(log);
          } else {
            story.present(log);
          }
        });
  }
}
