package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.http.Events;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.LogChunk;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Prints what the steps of a deployment's newest runs wrote; secrets are masked.",
    footer = {
      "",
      "Examples:",
      "  sutler logs orders-db",
      "  sutler logs -f orders-db",
      "  sutler logs orders-db --runs 5"
    })
public final class Logs implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "go on as the log grows, over runs to come too")
  boolean follow;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "this run alone: sutler describe NAME -o json has their ids")
  Optional<String> run = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "how many past runs to begin with: 1 unless said")
  Optional<Integer> runs = Optional.empty();

  public Logs(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var path =
        run.map(id -> session.inProject("/runs/" + Client.segment(id) + "/log"))
            .orElseGet(
                () -> session.deployment(name, "/log" + runs.map(n -> "?runs=" + n).orElse("")));
    if (follow) {
      follow(session, path);
    } else {
      copy(session, path);
    }
    return Exit.OK;
  }

  private static void copy(Session session, String path) {
    var out = session.terminal().out();
    try (var in =
        session.client().stream(new Client.Request("GET", path).header("Accept", "text/plain"))) {
      in.transferTo(out);
      out.flush();
    } catch (IOException e) {
      throw new Mishap(
          Exit.UNREACHABLE, "the log broke off: " + e.getMessage(), e, "ask for it again");
    }
  }

  private static void follow(Session session, String path) throws InterruptedException {
    var out = session.terminal().out();
    new Events(session.client(), path)
        .each(event -> {
          if (event.name().equals("end")) {
            return false;
          }
          if (event.name().equals("log")) {
            out.print(Data.as(Data.tree(event.data()), LogChunk.class).text());
            out.flush();
          }
          return !out.checkError();
        });
  }
}
