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
    name = "install",
    description = "Installs a deployment of a plan.",
    footer = {
      "",
      "Examples:",
      "  sutler install orders-db postgresql --param max_connections=50 --wait",
      "  sutler install shop web-app@1 --bind database=orders-db/url --expires 8h"
    })
public final class Install implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Params params = new Params();
  @Mixin Waiting waiting = new Waiting();

  @Parameters(index = "0", paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PLAN",
      description = "NAME, NAME@1 or NAME@1.2.0: the newest that fits")
  String plan = "";

  @Option(names = "--plan", paramLabel = "PLAN", description = "the same, by name")
  Optional<String> named = Optional.empty();

  @Option(names = "--region", paramLabel = "NAME", description = "else local")
  Optional<String> region = Optional.empty();

  @Option(names = "--title", paramLabel = "TEXT", description = "a name for people")
  Optional<String> title = Optional.empty();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "remove it by itself after this: 8h, 7d")
  Optional<String> expires = Optional.empty();

  @Option(names = "--stop-after", paramLabel = "TIME", description = "stop it by itself after this")
  Optional<String> stopAfter = Optional.empty();

  @Option(
      names = "--adopt",
      paramLabel = "COMPONENT=RETAINED",
      description = "take over kept storage: sutler retained")
  List<String> adopt = new ArrayList<>();

  @Option(
      names = "--schedule",
      paramLabel = "OPERATION=TIME",
      description = "run an operation by itself: backup=24h")
  List<String> schedule = new ArrayList<>();

  public Install(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    plan = named.orElse(plan);
    if (plan.isEmpty()) {
      throw Mishap.usage("which plan?", "see: sutler catalog list");
    }
    var session = common.session();
    var request = new Client.Request("POST", session.inProject("/deployments")).body(body(session));
    return waiting.send(session, request);
  }

  private ObjectNode body(Session session) {
    var body = Data.object().put("name", name).put("plan", plan);
    region.ifPresent(r -> body.put("region", r));
    title.ifPresent(t -> body.put("displayName", t));
    expires.ifPresent(e -> body.put("expires", e));
    stopAfter.ifPresent(s -> body.put("stopAfter", s));
    if (params.given()) {
      body.set("params", params.values(session.terminal(), Params.schema(session, plan)));
    }
    pairs(body, "adopt", "--adopt", adopt);
    pairs(body, "schedules", "--schedule", schedule);
    return body;
  }

  static void pairs(ObjectNode body, String field, String option, List<String> typed) {
    if (typed.isEmpty()) {
      return;
    }
    var map = body.putObject(field);
    for (var pair : typed) {
      var at = pair.indexOf('=');
      if (at < 1) {
        throw Mishap.usage(option + " " + pair + " has no =", "see: sutler install --help");
      }
      map.put(pair.substring(0, at), pair.substring(at + 1));
    }
  }
}
