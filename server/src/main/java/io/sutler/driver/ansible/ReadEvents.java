package io.sutler.driver.ansible;

import io.sutler.driver.StepLog;
import io.sutler.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what our callback plugin streams, writes it as lines for people into a step's log, and
 * remembers what matters at the end. Other lines pass through as they are. Thread-safe.
 */
final class ReadEvents implements StepLog {
  private static final char EVENT = '\u001e';
  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_KEPT = 200;
  private static final int MOST_HOSTS = 20_000;

  /**
   * A host's result of a task.
   *
   * @param state ok, changed, failed, unreachable, skipped, ignored
   */
  record Result(String task, String host, String state, String message) {}

  /** Counts of one host over a whole run. */
  record Count(long ok, long changed, long failures, long unreachable) {
    String words() {
      return "ok %d, changed %d, failed %d, unreachable %d"
          .formatted(ok, changed, failures, unreachable);
    }

    /** With one more result. */
    private Count and(String state) {
      return switch (state) {
        case "ok", "ignored" -> new Count(ok + 1, changed, failures, unreachable);
        case "changed" -> new Count(ok + 1, changed + 1, failures, unreachable);
        case "failed" -> new Count(ok, changed, failures + 1, unreachable);
        case "unreachable" -> new Count(ok, changed, failures, unreachable + 1);
        default -> this;
      };
    }
  }

  private final StepLog log;
  private final StringBuilder line = new StringBuilder();
  private boolean dropping;
  private String place = "";
  private String prompt = "";
  private final Map<String, Result> troubles = new LinkedHashMap<>();
  private final List<Result> changes = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<String, Count> soFar = new LinkedHashMap<>();

  ReadEvents(StepLog log) {
    this.log = log;
  }

  @Override
  public synchronized void output(String chunk) {
    for (int i = 0; i < chunk.length(); i++) {
      char c = chunk.charAt(i);
      if (c == '\n') {
        end();
      } else if (line.length() < LONGEST_LINE) {
        line.append(c);
      } else {
        dropping = true;
      }
    }
  }

  @Override
  public void note(String text) {
    log.note(text);
  }

  @Override
  public void summary(String line) {
    log.summary(line);
  }

  @Override
  public void handle(String handle) {
    log.handle(handle);
  }

  /** Takes what is left of a last line without its end. */
  synchronized void finish() {
    if (!line.isEmpty()) {
      end();
    }
  }

  private void end() {
    var text = line.toString();
    line.setLength(0);
    boolean whole = !dropping;
    dropping = false;
    if (!text.isEmpty() && text.charAt(0) == EVENT && whole) {
      try {
        event(Json.object(text.substring(1)));
        return;
      } catch (IllegalArgumentException e) {
        // not ours after all: shown as it is
        text = text.substring(1);
      }
    }
    if (plain.size() < MOST_KEPT) {
      plain.add(text);
    }
    log.output(text + "\n");
  }

  private void event(Map<String, Object> event) {
    var task = AnsibleInputs.text(event, "task");
    place = "PLAY " + AnsibleInputs.text(event, "play") + (task.isEmpty() ? "" : " · TASK " + task);
    var host = AnsibleInputs.text(event, "host");
    switch (AnsibleInputs.text(event, "event")) {
      case "play", "task" -> say(place);
      case "result" -> result(event, task, host);
      case "retry" -> say(place + " · " + host + " tries again");
      case "diff" -> say(AnsibleInputs.text(event, "text").stripTrailing());
      case "nobody" -> say(place + " · no host matches");
      case "prompt" -> prompt = AnsibleInputs.text(event, "name");
      case "stats" -> stats(AnsibleInputs.map(event.get("hosts")));
      default -> say(place);
    }
  }

  private void result(Map<String, Object> event, String task, String host) {
    var result =
        new Result(
            task,
            host,
            AnsibleInputs.text(event, "state"),
            AnsibleInputs.text(event, "message").strip());
    if (soFar.containsKey(host) || soFar.size() < MOST_HOSTS) {
      soFar.merge(
          host, new Count(0, 0, 0, 0).and(result.state()), (was, _) -> was.and(result.state()));
    }
    switch (result.state()) {
      case "failed", "unreachable" -> {
        if (troubles.size() < MOST_HOSTS) {
          troubles.put(host, result);
        }
      }
      case "changed" -> {
        if (changes.size() < MOST_KEPT) {
          changes.add(result);
        }
      }
      case "skipped" -> {
        return;
      }
      default -> {}
    }
    var said = result.message().isEmpty() ? "" : ": " + result.message();
    say(place + " · " + host + " " + result.state() + said);
  }

  private void stats(Map<String, Object> hosts) {
    hosts.forEach((host, given) -> {
      var of = AnsibleInputs.map(given);
      var count =
          new Count(
              number(of, "ok"),
              number(of, "changed"),
              number(of, "failures"),
              number(of, "unreachable"));
      counts.put(host, count);
      say(host + " · " + count.words());
    });
  }

  private static long number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number n ? n.longValue() : 0;
  }

  private void say(String text) {
    log.output(text + "\n");
  }

  /** Where it is: the play and task begun last; empty before the first. */
  synchronized String place() {
    return place;
  }

  /** The variable that it wanted a person to type in; empty for none. */
  synchronized String prompt() {
    return prompt;
  }

  /** The last trouble of each host that did not come through, the unreachable ones too. */
  synchronized List<Result> troubles() {
    return troubles.values().stream()
        .filter(r -> {
          var count = counts.get(r.host());
          // one that a rescue mended counts as no failure in the end
          return count == null || count.failures() + count.unreachable() > 0;
        })
        .toList();
  }

  /** What was changed, or in check mode would be; at most 200. */
  synchronized List<Result> changes() {
    return List.copyOf(changes);
  }

  /** Lines that were no events; at most 200. */
  synchronized List<String> plain() {
    return List.copyOf(plain);
  }

  /** All hosts' counts in one line, also of a run that was cut off; empty when nothing ran. */
  synchronized Optional<String> tally() {
    if (counts.isEmpty()) {
      return soFar.isEmpty()
          ? Optional.empty()
          : Optional.of("cut off, until then " + new Tally(soFar).line());
    }
    return Optional.of(new Tally(counts).line());
  }

  /** By host; empty when it did not come to its end. */
  synchronized Map<String, Count> counts() {
    return Map.copyOf(counts);
  }
}
