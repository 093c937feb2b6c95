package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.Terminal.Style;
import io.sutler.driver.StepLog;

/** Prints what programs write, under the component's name. Thread-safe. */
final class LineLog implements StepLog {
  private final Terminal terminal;
  private boolean fresh = true;

  LineLog(Terminal terminal) {
    this.terminal = terminal;
  }

  synchronized void title(String text) {
    end();
    terminal.out().println("  " + terminal.paint(Style.BOLD, text));
  }

  @Override
  public synchronized void output(String chunk) {
    for (var line : chunk.split("(?<=\n)")) {
      terminal.out().print((fresh ? "    " : "") + line);
      fresh = line.endsWith("\n");
    }
    terminal.out().flush();
  }

  @Override
  public synchronized void note(String line) {
    end();
    terminal.out().println("    " + terminal.paint(Style.DIM, line));
  }

  @Override
  public void summary(String line) {
    note(line);
  }

  @Override
  public void handle(String handle) {
    // nothing here outlives this process
  }

  private void end() {
    if (!fresh) {
      terminal.out().println();
      fresh = true;
    }
  }
}
