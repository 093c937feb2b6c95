package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.driver.local.LastLines;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Wrapper;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says why a playbook did not come to its good end, and whose turn it is. */
record JudgeEnd(String playbook, Path bundle, PlaybookFiles files) {
  private static final Pattern ERROR = Pattern.compile("ERROR!|\\[ERROR\\]");
  private static final int MOST_NAMES = 10;
  private static final int MOST_LINES = 12;
  private static final int LONGEST = 1500;
  private static final List<String> FULL = List.of("No space left on device", "Disk quota exceed");
  private static final List<String> OWN_MISTAKES =
      List.of("is undefined", "has no attribute '", "template error while templating");

  ProgramFailure failure(ReadEvents seen, int code) {
    if (!seen.prompt().isEmpty()) {
      return mistake(
          "playbook-asks",
          playbook
              + " asks a person for '"
              + seen.prompt()
              + "', and there is none: give it in 'vars', or a default");
    }
    var troubles = seen.troubles();
    var failed = troubles.stream().filter(r -> r.state().equals("failed")).toList();
    if (!failed.isEmpty()) {
      return failed(failed);
    }
    if (!troubles.isEmpty()) {
      return unreachable(troubles);
    }
    if (seen.counts().isEmpty()) {
      return mistake("playbook-faulty", playbook + " cannot be run: " + said(seen.plain()));
    }
    return new ProgramFailure(
        Blame.PLATFORM,
        "playbook-failed",
        playbook + " failed (" + Wrapper.explain(code) + "): " + said(seen.plain()));
  }

  private ProgramFailure failed(List<ReadEvents.Result> failed) {
    var first = failed.getFirst();
    var text = first.message();
    var sentence = "TASK " + first.task() + " failed on " + names(failed) + ": " + brief(text);
    if (FULL.stream().anyMatch(text::contains)) {
      return new ProgramFailure(
          Blame.CAPACITY,
          "target-disk-full",
          "the disk of " + names(failed) + " is full: make room; it is tried again. " + sentence);
    }
    return OWN_MISTAKES.stream().anyMatch(text::contains)
        ? mistake("playbook-faulty", sentence)
        : new ProgramFailure(Blame.PLATFORM, "task-failed", sentence);
  }

  private ProgramFailure unreachable(List<ReadEvents.Result> troubles) {
    var text = troubles.getFirst().message();
    var who = names(troubles);
    if (text.contains("Host key verification failed") || text.contains("HOST IDENTIFICATION")) {
      return new ProgramFailure(
          Blame.PROVIDER,
          "host-key-changed",
          who
              + " shows another host key than before: somebody may stand between, or it was set up"
              + " anew; if so, remove its line from "
              + files.knownHosts());
    }
    if (text.contains("Permission denied") || text.contains("Authentication fail")) {
      return new ProgramFailure(
          Blame.PROVIDER,
          "login-refused",
          who + " does not let us in: put our key there; it is tried again. " + brief(text));
    }
    return new ProgramFailure(
        Blame.PROVIDER, "unreachable", who + " cannot be reached: " + brief(text));
  }

  private static ProgramFailure mistake(String code, String message) {
    return new ProgramFailure(Blame.USER, code, message);
  }

  private String said(List<String> lines) {
    var error = lines.stream().dropWhile(line -> !ERROR.matcher(line).lookingAt()).toList();
    return error.isEmpty()
        ? brief(LastLines.of(String.join("\n", lines)))
        : brief(String.join("\n", error.subList(0, Math.min(error.size(), MOST_LINES))));
  }

  private String brief(String text) {
    var clean =
        text.replace(bundle + "/", "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" | "));
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
  }

  private static String names(List<ReadEvents.Result> results) {
    var names = results.stream().map(ReadEvents.Result::host).limit(MOST_NAMES).toList();
    int more = results.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }
}
