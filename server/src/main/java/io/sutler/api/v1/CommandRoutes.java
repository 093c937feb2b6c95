package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.CommandId;
import io.sutler.domain.Refusal;
import io.sutler.intent.Commands;
import io.sutler.view.Follow;
import io.sutler.view.ShowRuns;
import java.time.Duration;
import java.util.List;

/** Commands: list, show, wait for, cancel. */
record CommandRoutes(Commands commands, ShowRuns show, Follow follow) implements Resource {
  private static final String ALL = "/projects/{project}/commands";
  private static final String ONE = ALL + "/{command}";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("GET", ONE, this::get),
        new Route("POST", ONE + ":cancel", this::cancel));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.of(
            show.commands(
                ask.caller(),
                ask.path("project"),
                ask.query("deployment"),
                Paging.after(ask),
                Paging.limit(ask)),
            CommandWire::of));
  }

  private Answer get(Ask ask) throws InterruptedException {
    var wait = Words.duration(ask.query("wait"), "?wait").orElse(Duration.ZERO);
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      throw Refusal.invalid("?wait", "wait 60s at most, then ask again");
    }
    var id = new CommandId(ask.path("command"));
    return Answer.ok(CommandWire.of(follow.command(ask.caller(), ask.path("project"), id, wait)));
  }

  private Answer cancel(Ask ask) {
    return Answer.ok(
        CommandWire.of(
            commands.cancel(
                ask.caller(), ask.path("project"), new CommandId(ask.path("command")))));
  }
}
