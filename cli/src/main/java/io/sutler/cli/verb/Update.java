package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = "Changes a deployment; what is not named stays. Look first with: sutler plan",
    footer = {
      "",
      "Examples:",
      "  sutler update orders-db --param max_connections=50 --wait",
      "  sutler update orders-db --plan postgresql@2 --wait",
      "  sutler update orders-db --expires never"
    })
public final class Update implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Changes changes = new Changes();
  @Mixin Waiting waiting = new Waiting();

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Option(
      names = "--if-version",
      paramLabel = "N",
      description = "only if its resourceVersion is still this")
  Optional<String> ifVersion = Optional.empty();

  public Update(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var body = changes.patch(session, name);
    if (body.isEmpty()) {
      throw Mishap.usage(
          "nothing is to be changed", "say what: --param NAME=VALUE, --plan, --expires, ...");
    }
    var request = new Client.Request("PATCH", session.deployment(name, "")).body(body);
    return waiting.send(
        session,
        ifVersion.isPresent()
            ? request.header("If-Match", "\"" + ifVersion.get() + "\"")
            : request);
  }

  /** What can be changed of a standing deployment. */
  static final class Changes {
    @Mixin Params params = new Params();

    @Option(names = "--plan", paramLabel = "PLAN", description = "another version: NAME@2")
    Optional<String> plan = Optional.empty();

    @Option(names = "--title", paramLabel = "TEXT", description = "a name for people")
    Optional<String> title = Optional.empty();

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "remove it by itself after this: 8h, 7d, never")
    Optional<String> expires = Optional.empty();

    @Option(
        names = "--stop-after",
        paramLabel = "TIME",
        description = "stop it by itself after this, or never")
    Optional<String> stopAfter = Optional.empty();

    @Option(
        names = "--may-destroy",
        paramLabel = "COMPONENT",
        description = "this component's data may be destroyed")
    List<String> mayDestroy = new ArrayList<>();

    @Option(
        names = "--schedule",
        paramLabel = "OPERATION=TIME",
        description = "run operations by themselves; these take the place of the present ones")
    List<String> schedule = new ArrayList<>();

    ObjectNode patch(Session session, String name) {
      var body = Data.object();
      plan.ifPresent(p -> body.put("plan", p));
      title.ifPresent(t -> body.put("displayName", t));
      expires.ifPresent(e -> body.put("expires", e));
      stopAfter.ifPresent(s -> body.put("stopAfter", s));
      mayDestroy.forEach(c -> body.withArray("mayDestroy").add(c));
      Install.pairs(body, "schedules", "--schedule", schedule);
      if (params.given()) {
        var of =
            plan.orElseGet(() ->
                session
                    .client()
                    .get(session.deployment(name, ""))
                    .path("desired")
                    .path("plan")
                    .asText());
        body.set("params", params.values(session.terminal(), Params.schema(session, of)));
      }
      return body;
    }
  }
}
