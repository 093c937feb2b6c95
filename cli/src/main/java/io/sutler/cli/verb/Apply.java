package io.sutler.cli.verb;

import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
    name = "apply",
    description = {
      "Makes deployments as files declare them: installs what is missing, changes what differs.",
      "A parameter that a file does not name goes back to its plan's default.",
      "What stands as declared and failed is tried again; what is on its way is waited for.",
      "Regions, flavors, images and key pairs that files declare are set before."
    },
    footer = {
      "",
      "Examples:",
      "  sutler apply -f cluster.yaml --wait",
      "  sutler apply -f deployments/ -f extra.yaml",
      "  cat shop.yaml | sutler apply -f -"
    })
public final class Apply implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Waiting waiting = new Waiting();

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description =
          "a file with one or more documents, a directory of them, or - for standard input")
  List<String> files = new ArrayList<>();

  @Option(names = "--dry-run", description = "only say what it would do, as sutler plan -f does")
  boolean dryRun;

  @Option(
      names = "--may-destroy",
      paramLabel = "COMPONENT",
      description = "this component's data may be destroyed")
  List<String> mayDestroy = new ArrayList<>();

  public Apply(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (dryRun) {
      var plan = new PlanChange(common.terminal());
      plan.common = common;
      plan.files = files;
      return plan.call();
    }
    var sent = new LinkedHashMap<Command, Session>();
    var declared = Declared.all(common.terminal(), files);
    for (var offer : declared.offers()) {
      offer.send(common.session(offer.project()));
    }
    for (var wanted : declared.deployments()) {
      var session = common.session(wanted.project());
      switch (wanted.due(session, mayDestroy)) {
        case Wanted.Due.Nothing() -> session.say(wanted.name() + ": as declared, nothing to do");
        case Wanted.Due.UnderWay(var command) ->
            sent.put(waiting.underWay(session, command), session);
        case Wanted.Due.Send(var request) -> sent.put(waiting.accepted(session, request), session);
      }
    }
    var worst = Exit.OK;
    for (var entry : sent.entrySet()) {
      worst = Math.max(worst, waiting.follow(entry.getValue(), entry.getKey()));
    }
    return worst;
  }
}
