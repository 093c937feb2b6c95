package io.sutler.cli.verb;

import io.sutler.cli.terminal.Mishap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** What the launcher does itself; here for their help alone. */
public final class LauncherVerbs {
  private LauncherVerbs() {}

  private static int launcher() {
    throw Mishap.usage("that is done by the launcher", "run the file 'sutler' of the checkout");
  }

  @Command(
      name = "test",
      description = "Sets up what Sutler's own tests need, and runs them.",
      footer = {
        "",
        "Examples:",
        "  sutler test",
        "  sutler test --real     real tools and hosts too; what cannot be had is named"
      })
  public static final class Test implements Callable<Integer> {
    @Option(names = "--real", description = "the second ring too: real tools, hosts, clouds")
    boolean real;

    @Mixin Help help = new Help();

    @Override
    public Integer call() {
      return launcher();
    }
  }

  @Command(
      name = "bench",
      description =
          "Measures: start, pickup, converge, recover, idle, accept, api, cli, overhead, playbook, servers.",
      footer = {"", "Example:", "  sutler bench pickup --json"})
  public static final class Bench implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "of the measurement")
    String name = "";

    @Option(names = "--json", description = "one JSON object a line")
    boolean json;

    @Unmatched String[] rest = {};

    @Mixin Help help = new Help();

    @Override
    public Integer call() {
      return launcher();
    }
  }

  @Command(
      name = "serve",
      description = "Runs a control plane in the foreground; sutler up runs it in the background.",
      footer = {"", "Example:", "  sutler serve --data /srv/sutler --listen 0.0.0.0:8080"})
  public static final class Serve implements Callable<Integer> {
    @Option(
        names = "--data",
        paramLabel = "DIRECTORY",
        description = "else SUTLER_DATA, else ~/.local/share/sutler")
    String data = "";

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "else 127.0.0.1:8080")
    String listen = "";

    @Mixin Help help = new Help();

    @Override
    public Integer call() {
      return launcher();
    }
  }
}
