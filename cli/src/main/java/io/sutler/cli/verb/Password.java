package io.sutler.cli.verb;

import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks for what must not be seen, nor stand in the process list. */
final class Password {
  private Password() {}

  /** From the terminal, unseen; else a line of standard input. */
  static String ask(Terminal terminal, String what) {
    var console = terminal.live() ? System.console() : null;
    if (console != null && console.isTerminal()) {
      var typed = console.readPassword("%s: ", what);
      return typed == null ? none(what) : new String(typed);
    }
    try {
      var line =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null || line.isEmpty() ? none(what) : line;
    } catch (IOException e) {
      return none(what);
    }
  }

  private static String none(String what) {
    throw Mishap.usage(
        what + " was not given", "type it, or pipe it: printf '%s\\n' \"$PASSWORD\" | sutler ...");
  }
}
