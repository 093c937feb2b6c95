package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "scale",
    description = {
      "Sets how many members components have.",
      "It changes the parameter that the plan marks with 'x-scales: COMPONENT'."
    },
    footer = {
      "",
      "Examples:",
      "  sutler scale lab worker=4 --wait",
      "  sutler scale lab worker=1 --dry-run     # exit code 2: something differs"
    })
public final class Scale implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Waiting waiting = new Waiting();

  @Parameters(index = "0", paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMPONENT=N",
      description = "how many of which")
  List<String> sizes = List.of();

  @Option(names = "--dry-run", description = "only say what it would do, as sutler plan does")
  boolean dryRun;

  @Option(
      names = "--may-destroy",
      paramLabel = "COMPONENT",
      description = "this component's data may be destroyed")
  List<String> mayDestroy = new ArrayList<>();

  public Scale(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var body = Data.object();
    var counts = body.putObject("components");
    for (var size : sizes) {
      if (!size.matches("[^=]+=\\d{1,6}")) {
        throw Mishap.usage(
            size + " is no COMPONENT=N", "example: sutler scale " + name + " worker=4");
      }
      int equals = size.lastIndexOf('=');
      counts.put(size.substring(0, equals), Integer.parseInt(size.substring(equals + 1)));
    }
    mayDestroy.forEach(c -> body.withArray("mayDestroy").add(c));
    if (dryRun) {
      var preview = Data.object().set("scale", body);
      var answer = session.client().post(session.deployment(name, ":preview"), preview);
      return PlanChange.show(session, name, answer) ? Exit.DIFFERS : Exit.OK;
    }
    return waiting.send(
        session, new Client.Request("POST", session.deployment(name, ":scale")).body(body));
  }
}
