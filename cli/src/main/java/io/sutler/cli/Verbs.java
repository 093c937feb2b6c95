package io.sutler.cli;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Get;
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

  private Verbs() {}

  private static Map<String, Function<Terminal, Object>> all() {
    var verbs = new LinkedHashMap<String, Function<Terminal, Object>>();
    verbs.put("get", Get::new);
    return verbs;
  }

  /** The verb of these arguments, when it is one. */
  static Optional<String> asked(String... args) {
    return args.length > 0 && ALL.containsKey(args[0]) ? Optional.of(args[0]) : Optional.empty();
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
