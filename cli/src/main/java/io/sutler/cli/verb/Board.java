package io.sutler.cli.verb;

import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.Terminal.Style;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where progress is drawn. Not thread-safe. */
final class Board {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int BAR = 38;
  private final Terminal terminal;
  private final PrintStream to;
  private final boolean live;
  private final int width;
  private final Map<String, String> told = new LinkedHashMap<>();
  private int drawn;
  private int frame;

  Board(Session session) {
    this.terminal = session.terminal();
    this.live = terminal.live() && session.printer().forPeople();
    this.to = session.printer().forPeople() ? terminal.out() : terminal.err();
    this.width = live ? terminal.width() : Integer.MAX_VALUE;
  }

  /** Whether it is drawn anew in place: a terminal. */
  boolean isLive() {
    return live;
  }

  void show(String name, Duration sinceBegin, List<Part> parts, Instant now) {
    if (live) {
      draw(name, sinceBegin, parts, now);
    } else {
      parts.forEach(part -> tell(part, pad(parts), now));
    }
  }

  /** Takes the drawing away. */
  void clear() {
    if (drawn > 0) {
      to.print("\u001b[" + drawn + "A\u001b[J");
      to.flush();
      drawn = 0;
    }
  }

  /** Leaves the components as they ended, and a last line if there is one. */
  void end(java.util.Optional<String> verdict) {
    if (live && drawn > 0) {
      // the bar has said all it can: only the components stay
      var kept = new ArrayList<>(told.values());
      clear();
      kept.forEach(to::println);
    }
    verdict.ifPresent(text -> to.println("  " + text));
    to.flush();
  }

  private void draw(String name, Duration sinceBegin, List<Part> parts, Instant now) {
    frame++;
    var lines = new ArrayList<String>();
    var done = parts.stream().filter(p -> p.state() == Part.State.DONE).count();
    lines.add(
        "  "
            + name
            + "  "
            + bar(done, parts.size())
            + "  "
            + done
            + "/"
            + parts.size()
            + "  "
            + clock(sinceBegin));
    told.clear();
    for (var part : parts) {
      var line = line(part, pad(parts), now);
      told.put(part.component(), line);
      lines.add(line);
    }
    clear();
    lines.forEach(to::println);
    to.flush();
    drawn = lines.size();
  }

  private void tell(Part part, int pad, Instant now) {
    var text = part.state() + part.text();
    if (part.state() != Part.State.WAITS && !text.equals(told.put(part.component(), text))) {
      to.println(line(part, pad, now));
      to.flush();
    }
  }

  private String line(Part part, int pad, Instant now) {
    var sign =
        switch (part.state()) {
          case DONE -> terminal.paint(Style.GREEN, "✔");
          case FAILED -> terminal.paint(Style.RED, "✘");
          case WORKS -> terminal.paint(Style.CYAN, live ? SPINNER[frame % SPINNER.length] : "…");
          case WAITS -> " ";
        };
    var name = part.component() + " ".repeat(pad - part.component().length());
    var since =
        live && part.state() == Part.State.WORKS
            ? part.since().map(s -> "  " + clock(Duration.between(s, now))).orElse("")
            : "";
    var room = Math.max(10, width - 9 - pad - since.length());
    var text = Plain.line(part.state() == Part.State.WAITS ? "waits" : part.text());
    var cut = text.length() > room ? text.substring(0, room - 1) + "…" : text;
    return "    " + sign + " " + name + "  " + cut + terminal.paint(Style.DIM, since);
  }

  private String bar(long done, int all) {
    var full = all == 0 ? 0 : (int) (BAR * done / all);
    return terminal.paint(Style.GREEN, "━".repeat(full))
        + (full < BAR ? terminal.paint(Style.DIM, "╸" + "━".repeat(BAR - full - 1)) : "");
  }

  private static int pad(List<Part> parts) {
    return parts.stream().mapToInt(p -> p.component().length()).max().orElse(0);
  }

  private static String clock(Duration length) {
    return length.toMinutes() + ":" + String.format("%02d", Math.max(0, length.toSecondsPart()));
  }
}
