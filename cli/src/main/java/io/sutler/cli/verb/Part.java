package io.sutler.cli.verb;

import io.sutler.wire.Component;
import io.sutler.wire.Deployment;
import io.sutler.wire.Run;
import io.sutler.wire.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One component's line in a progress.
 *
 * @param text {@code created 1.1 s, ready 0.4 s}, or why it waits
 * @param since when what it does now began
 */
record Part(String component, State state, String text, Optional<Instant> since) {
  enum State {
    WAITS,
    WORKS,
    DONE,
    FAILED
  }

  /** From what is declared and what the runs did, oldest run first. */
  static List<Part> of(Optional<Deployment> deployment, List<Run> runs) {
    var steps = new LinkedHashMap<String, List<Step>>();
    var known = new LinkedHashMap<String, Component>();
    deployment.ifPresent(d -> d.observed().components().forEach(c -> known.put(c.name(), c)));
    known.keySet().forEach(name -> steps.put(name, new ArrayList<>()));
    for (var run : runs) {
      for (var step : run.steps()) {
        if (!step.action().equals("dispatch") && !step.component().isEmpty()) {
          steps.computeIfAbsent(step.component(), c -> new ArrayList<>()).add(step);
        }
      }
    }
    return steps.entrySet().stream()
        .map(e -> of(e.getKey(), e.getValue(), Optional.ofNullable(known.get(e.getKey()))))
        .toList();
  }

  private static Part of(String name, List<Step> steps, Optional<Component> component) {
    if (steps.isEmpty()) {
      return component
          .flatMap(Component::failure)
          .map(f -> new Part(name, State.FAILED, f.message(), Optional.empty()))
          .orElseGet(() -> new Part(name, State.WAITS, "", Optional.empty()));
    }
    var last = steps.getLast();
    var done = done(steps);
    return switch (last.state()) {
      case "done" -> new Part(name, State.DONE, done, Optional.empty());
      case "failed", "cancelled" ->
          new Part(name, State.FAILED, join(done, failure(last, component)), last.endedAt());
      default -> {
        var waits = component.flatMap(Component::failure).map(f -> ": " + f.message()).orElse("");
        yield new Part(
            name,
            State.WORKS,
            join(done, doing(last.action()) + waits),
            Optional.of(last.startedAt()));
      }
    };
  }

  /** With what it wrote last, while it works. */
  Part saying(Optional<String> lastLine) {
    return state == State.WORKS && lastLine.isPresent()
        ? new Part(component, state, text + " · " + lastLine.get(), since)
        : this;
  }

  private static String join(String done, String now) {
    return done.isEmpty() ? now : done + ", " + now;
  }

  private static String done(List<Step> steps) {
    var texts = new ArrayList<String>();
    for (var step : steps) {
      if (step.state().equals("done") && step.endedAt().isPresent()) {
        var took = Duration.between(step.startedAt(), step.endedAt().get());
        texts.add(did(step.action()) + " " + io.sutler.cli.print.Plain.length(took));
      }
    }
    return String.join(", ", texts);
  }

  private static String failure(Step step, Optional<Component> component) {
    var why = step.failure().map(f -> f.message()).orElse("cancelled");
    var again =
        component
            .flatMap(Component::retryAt)
            .map(at -> "; tries again at " + io.sutler.cli.print.Plain.time(at, at))
            .orElse("");
    return why + again;
  }

  static String did(String action) {
    return switch (action) {
      case "create" -> "created";
      case "change" -> "changed";
      case "replace" -> "replaced";
      case "remove" -> "removed";
      case "start" -> "started";
      case "stop" -> "stopped";
      case "operate" -> "done";
      default -> operation(action);
    };
  }

  private static String doing(String action) {
    return switch (action) {
      case "create" -> "creating";
      case "change" -> "changing";
      case "replace" -> "replacing";
      case "remove" -> "removing";
      case "start" -> "starting";
      case "stop" -> "stopping";
      case "operate" -> "working";
      default -> operation(action);
    };
  }

  /** {@code operate backup 01K2ABC} is {@code backup} to people. */
  private static String operation(String action) {
    return action.replaceFirst("^operate (.+) \\S+$", "$1");
  }
}
