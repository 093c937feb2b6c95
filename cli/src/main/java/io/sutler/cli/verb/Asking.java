package io.sutler.cli.verb;

import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Asks a person before something is destroyed. */
public final class Asking {
  @Option(
      names = {"-y", "--yes"},
      description = "do not ask")
  boolean yes;

  /**
   * Returns when the answer is yes.
   *
   * @throws Mishap when it is not, or nobody is there to answer
   */
  void sure(Terminal terminal, String what) {
    if (yes) {
      return;
    }
    terminal.err().print(what + ".\nGo on? [y/N] ");
    terminal.err().flush();
    var answer = line(terminal).strip().toLowerCase(java.util.Locale.ROOT);
    if (!answer.equals("y") && !answer.equals("yes")) {
      terminal.err().println();
      throw Mishap.usage("nothing was done", "say yes, or give --yes");
    }
  }

  private static String line(Terminal terminal) {
    var line = new java.io.ByteArrayOutputStream();
    try {
      for (int c = terminal.in().read();
          c >= 0 && c != '\n' && line.size() < 100;
          c = terminal.in().read()) {
        line.write(c);
      }
    } catch (IOException e) {
      return "";
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
