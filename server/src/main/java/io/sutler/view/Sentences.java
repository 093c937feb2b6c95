package io.sutler.view;

import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Failure;
import io.sutler.domain.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines of a story, in people's words. */
final class Sentences {
  private Sentences() {}

  /** "update by admin: max_connections 100 -> 50, reached after 1.2 s". */
  static String of(Command c) {
    var what =
        c.kind() == CommandKind.OPERATE ? c.operation() : c.kind().name().toLowerCase(Locale.ROOT);
    var changes = changes(c);
    return what
        + " by "
        + c.by()
        + (changes.isEmpty() ? ", " : ": " + changes + ", ")
        + end(c.state())
        + took(c)
        + (c.reason().isEmpty() || c.state() == CommandState.REACHED ? "" : ": " + c.reason());
  }

  /** "database-0 was declared and is gone (exit by signal 9): started again after 0.6 s". */
  static String of(Step step) {
    var why =
        step.why().startsWith("it ") ? step.component() + step.why().substring(2) : step.why();
    var told = why.contains(step.component()) ? why : step.component() + ": " + why;
    return told
        + ": "
        + outcome(step)
        + took(step.startedAt(), step.endedAt())
        + (step.summary().isEmpty() ? "" : " (" + step.summary() + ")")
        + step.failure().map(Failure::message).map(m -> ": " + m).orElse("");
  }

  private static String outcome(Step step) {
    return switch (step.state()) {
      case DONE -> done(step);
      case FAILED -> act(step) + " failed";
      case CANCELLED -> act(step) + " cancelled";
      case STARTED, WAITING -> act(step) + " goes on";
    };
  }

  private static String done(Step step) {
    boolean again = step.why().contains("is gone");
    return switch (step.action()) {
      case "create" -> again ? "made again" : "made";
      case "start" -> again ? "started again" : "started";
      case "change" -> "changed";
      case "replace" -> "replaced";
      case "remove" -> "removed";
      case "stop" -> "stopped";
      case String _ -> act(step) + " done";
    };
  }

  /** {@code operate backup 01K2ABC} is {@code backup} to people. */
  private static String act(Step step) {
    return step.action().replaceFirst("^operate (.+) \\S+$", "$1");
  }

  private static String end(CommandState state) {
    return switch (state) {
      case PROPOSED -> "waits for approval";
      case ACCEPTED -> "goes on";
      case REACHED -> "reached";
      case FAILED -> "failed";
      case SUPERSEDED -> "superseded";
      case CANCELLED -> "cancelled";
      case REFUSED -> "refused";
    };
  }

  private static String changes(Command c) {
    return c.params().get("changes") instanceof List<?> lines
        ? lines.stream()
            .map(String::valueOf)
            .map(line -> line.replaceFirst(": ", " "))
            .collect(Collectors.joining(", "))
        : "";
  }

  private static String took(Command c) {
    return took(c.createdAt(), c.endedAt());
  }

  private static String took(Instant from, Optional<Instant> to) {
    return to.map(end -> " after " + words(Duration.between(from, end))).orElse("");
  }

  private static String words(Duration d) {
    if (d.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", Math.max(0, d.toMillis()) / 1000.0);
    }
    return d.compareTo(Duration.ofHours(1)) < 0
        ? "%d min %d s".formatted(d.toMinutes(), d.toSecondsPart())
        : "%d h %d min".formatted(d.toHours(), d.toMinutesPart());
  }
}
