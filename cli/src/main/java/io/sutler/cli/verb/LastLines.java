package io.sutler.cli.verb;

import io.sutler.cli.http.Events;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.LogChunk;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last line that each step has written, followed behind what is drawn. Thread-safe. */
final class LastLines implements Runnable {
  private static final int LONGEST = 1_000;
  private final Events log;
  private final Map<String, String> ends = new ConcurrentHashMap<>();

  LastLines(Events log) {
    this.log = log;
  }

  /** Until interrupted; without the log, progress is shown all the same. */
  @Override
  public void run() {
    try {
      log.each(event -> {
        if (event.name().equals("log")) {
          take(Data.as(Data.tree(event.data()), LogChunk.class));
        }
        return true;
      });
    } catch (Mishap e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void take(LogChunk chunk) {
    ends.merge(
        name(chunk.run(), chunk.step()),
        chunk.text(),
        (before, text) -> {
          var all = before + text;
          return all.substring(Math.max(0, all.length() - LONGEST));
        });
  }

  Optional<String> of(String run, int step) {
    return Optional.ofNullable(ends.get(name(run, step)))
        .flatMap(text -> text.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last))
        .map(String::strip);
  }

  private static String name(String run, int step) {
    return run + "/" + step;
  }
}
