package io.sutler.cli;

import io.sutler.cli.local.Author;
import io.sutler.cli.local.RunHere;
import io.sutler.cli.local.ShellHere;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Apply;
import io.sutler.cli.verb.Audit;
import io.sutler.cli.verb.Cancel;
import io.sutler.cli.verb.Catalog;
import io.sutler.cli.verb.Completion;
import io.sutler.cli.verb.ContextVerb;
import io.sutler.cli.verb.Demo;
import io.sutler.cli.verb.Describe;
import io.sutler.cli.verb.Down;
import io.sutler.cli.verb.Flavors;
import io.sutler.cli.verb.Get;
import io.sutler.cli.verb.Ghosts;
import io.sutler.cli.verb.Hold;
import io.sutler.cli.verb.Images;
import io.sutler.cli.verb.Import;
import io.sutler.cli.verb.Install;
import io.sutler.cli.verb.Keys;
import io.sutler.cli.verb.LauncherVerbs;
import io.sutler.cli.verb.Login;
import io.sutler.cli.verb.Logout;
import io.sutler.cli.verb.Logs;
import io.sutler.cli.verb.Operate;
import io.sutler.cli.verb.PlanChange;
import io.sutler.cli.verb.Projects;
import io.sutler.cli.verb.Quotas;
import io.sutler.cli.verb.Regions;
import io.sutler.cli.verb.Release;
import io.sutler.cli.verb.Remove;
import io.sutler.cli.verb.RetainedStorage;
import io.sutler.cli.verb.Retry;
import io.sutler.cli.verb.Reveal;
import io.sutler.cli.verb.Scale;
import io.sutler.cli.verb.Secrets;
import io.sutler.cli.verb.Start;
import io.sutler.cli.verb.Stop;
import io.sutler.cli.verb.Suspend;
import io.sutler.cli.verb.SystemVerb;
import io.sutler.cli.verb.Tokens;
import io.sutler.cli.verb.Up;
import io.sutler.cli.verb.Update;
import io.sutler.cli.verb.Users;
import io.sutler.cli.verb.Watch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The verbs, by name. A verb's class is loaded when it is asked for, all of them for help alone.
 */
final class Verbs {
  private static final Map<String, Function<Terminal, Object>> ALL = all();

  /** The first verb of each group of the help page, and its title. */
  private static final Map<String, String> TITLES =
      Map.of(
          "demo",
          "This machine",
          "apply",
          "Declare and change",
          "get",
          "Look",
          "start",
          "Run",
          "catalog",
          "What there is",
          "region",
          "Run the house",
          "author",
          "Write plans",
          "login",
          "This command");

  private Verbs() {}

  private static Map<String, Function<Terminal, Object>> all() {
    var verbs = new LinkedHashMap<String, Function<Terminal, Object>>();
    verbs.put("demo", Demo::new);
    verbs.put("up", Up::new);
    verbs.put("down", Down::new);
    verbs.put("serve", t -> new LauncherVerbs.Serve());
    verbs.put("apply", Apply::new);
    verbs.put("plan", PlanChange::new);
    verbs.put("install", Install::new);
    verbs.put("update", Update::new);
    verbs.put("scale", Scale::new);
    verbs.put("remove", Remove::new);
    verbs.put("get", Get::new);
    verbs.put("describe", Describe::new);
    verbs.put("logs", Logs::new);
    verbs.put("watch", Watch::new);
    verbs.put("reveal", Reveal::new);
    verbs.put("start", Start::new);
    verbs.put("stop", Stop::new);
    verbs.put("suspend", Suspend::new);
    verbs.put("operate", Operate::new);
    verbs.put("hold", Hold::new);
    verbs.put("release", Release::new);
    verbs.put("retry", Retry::new);
    verbs.put("cancel", Cancel::new);
    verbs.put("catalog", t -> new Catalog());
    verbs.put("retained", RetainedStorage::new);
    verbs.put("ghosts", Ghosts::new);
    verbs.put("region", t -> new Regions());
    verbs.put("flavor", t -> new Flavors());
    verbs.put("image", t -> new Images());
    verbs.put("key", t -> new Keys());
    verbs.put("project", t -> new Projects());
    verbs.put("secret", t -> new Secrets());
    verbs.put("user", t -> new Users());
    verbs.put("token", t -> new Tokens());
    verbs.put("quota", Quotas::new);
    verbs.put("audit", Audit::new);
    verbs.put("import", t -> new Import());
    verbs.put("system", t -> new SystemVerb());
    verbs.put("author", Author::new);
    verbs.put("run", RunHere::new);
    verbs.put("shell", ShellHere::new);
    verbs.put("login", Login::new);
    verbs.put("logout", Logout::new);
    verbs.put("context", t -> new ContextVerb());
    verbs.put("completion", t -> new Completion());
    verbs.put("test", t -> new LauncherVerbs.Test());
    verbs.put("bench", t -> new LauncherVerbs.Bench());
    return verbs;
  }

  /** The verb of these arguments, when it alone is needed. */
  static Optional<String> asked(String... args) {
    return args.length > 0 && ALL.containsKey(args[0]) && !args[0].equals("completion")
        ? Optional.of(args[0])
        : Optional.empty();
  }

  /** The verbs in their groups, for the help page. */
  static String listed(CommandLine line) {
    var text = new StringBuilder();
    line.getSubcommands()
        .forEach((name, sub) -> {
          if (TITLES.containsKey(name)) {
            text.append("\n").append(TITLES.get(name)).append(":\n");
          }
          var about = String.join(" ", sub.getCommandSpec().usageMessage().description());
          var brief =
              about
                  .replaceFirst("(?<=[.;]) .*|: sutler .*|[^.]*Exit code.*", "")
                  .replaceFirst("[.;]$", "");
          text.append("  ").append(name).repeat(' ', 12 - name.length()).append(brief).append('\n');
        });
    return text.toString();
  }

  static void add(
      CommandLine line, Terminal terminal, CommandLine.IFactory factory, Optional<String> verb) {
    ALL.forEach((name, make) -> {
      if (verb.isEmpty() || verb.get().equals(name)) {
        line.addSubcommand(name, new CommandLine(make.apply(terminal), factory));
      }
    });
  }
}
