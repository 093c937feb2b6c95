package io.sutler.control;

import io.sutler.catalog.Operations;
import io.sutler.domain.Command;
import io.sutler.domain.CommandState;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.OperationName;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Step;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.execute.Ended;
import io.sutler.execute.Execution;
import io.sutler.execute.FencedOff;
import io.sutler.execute.Task;
import io.sutler.reconcile.Attempt;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one operation, once per command id. One that waits or was cut off is taken up again
 * by the handle that its last step left in the journal; without one nothing had been started yet.
 */
final class RunOperation {
  static final String LABEL = "operate ";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int PAGE = 50;

  /** A clock may be set back between an order and its run. */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(2);

  private final House house;
  private final Situation situation;
  private final MakeView views;
  private final Learn learn;
  private final Fence fence;
  private final Snapshot begun;

  RunOperation(House house, Situation situation, Learn learn, Fence fence, Snapshot begun) {
    this.house = house;
    this.fence = fence;
    this.begun = begun;
    this.situation = situation;
    this.views = new MakeView(house, situation.deployment(), situation.project());
    this.learn = learn;
  }

  /** Empty when it must come again later: the component is not there yet, or it waits. */
  Optional<CommandEnd> run(Command command, Execution execution, Runnable meanwhile)
      throws InterruptedException {
    var asked = OperationName.parse(command.operation());
    var offered = Operations.of(situation.plan(), house.plans()::byDigest).get(asked.name());
    if (offered == null) {
      return Optional.of(
          end(command, CommandState.FAILED, "the plan no longer offers this operation", Map.of()));
    }
    var spec = offered.spec();
    var name = asked.component().orElse(spec.component());
    var record = situation.records.get(name);
    var component = situation.component(name);
    var driver = component.map(c -> house.drivers().get(c.driver()));
    var region = component.flatMap(c -> situation.region(c.region()));
    if (record == null
        || !isWhole(record)
        || component.isEmpty()
        || driver.isEmpty()
        || region.isEmpty()
        || situation.desired().held()) {
      return tooLate(command, name);
    }
    var earlier = steps(command);
    var handle = earlier.stream().flatMap(s -> s.handle().stream()).reduce((_, last) -> last);
    var begunAt =
        earlier.stream()
            .map(Step::startedAt)
            .findFirst()
            .orElseGet(() -> house.tools().clock().instant());
    if (spec.builtIn().equals(Optional.of("rebuild")) && handle.isEmpty()) {
      var undrained = drainFirst(command, name, execution, meanwhile);
      if (undrained.isPresent()) {
        write(undrained.stream().toList(), execution);
        return undrained;
      }
    }
    execution.start(
        List.of(
            new Task(
                component.get(),
                label(command),
                "ordered by " + command.by(),
                "operate/" + command.id(),
                Optional.empty(),
                driver.get(),
                () -> {
                  var view =
                      views.make(
                          component.get(),
                          Optional.of(record),
                          region.get(),
                          situation.desired().runState(),
                          false,
                          command.id().value());
                  return view.with(handle, begunAt.plus(spec.deadline()));
                },
                new Task.Act.Operate(view(command, spec)),
                false)));
    while (true) {
      var ended = execution.await(POLL);
      if (ended.isPresent()) {
        var end = end(command, spec, ended.get());
        // The command's end first: a crash in between must not let the operation run twice.
        if (end.isPresent()) {
          write(end.stream().toList(), execution);
        }
        execution.journal(ended.get(), Optional.empty());
        if (end.isEmpty()) {
          write(List.of(), execution);
        }
        return end;
      }
      meanwhile.run();
    }
  }

  /** Tells who uses the member that is to be made anew; a person's {@code force} spares it. */
  private Optional<CommandEnd> drainFirst(
      Command command, String of, Execution execution, Runnable meanwhile)
      throws InterruptedException {
    if (Boolean.TRUE.equals(command.params().get("force"))) {
      return Optional.empty();
    }
    var member = String.valueOf(command.params().get("member"));
    var steps = new Steps(house, situation);
    for (var drain : situation.level().drains(of, member, command.id().value())) {
      var task = steps.drain(drain);
      if (task.isEmpty() || !isWhole(situation.records.get(drain.component()))) {
        continue;
      }
      execution.start(List.of(task.get()));
      var ended = execution.await(POLL);
      while (ended.isEmpty()) {
        meanwhile.run();
        ended = execution.await(POLL);
      }
      execution.journal(ended.get(), Optional.empty());
      if (!(ended.get().progress().orElse(null) instanceof Progress.Done)) {
        var why =
            ended.get().progress().orElse(null) instanceof Progress.Failed failed
                ? failed.failure().message()
                : "it was not told to its end";
        var sentence =
            member
                + " is not made anew: "
                + drain.component()
                + ": "
                + why
                + "; --param force=true"
                + " makes it anew all the same";
        return Optional.of(end(command, CommandState.FAILED, sentence, Map.of()));
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(@Nullable ComponentRecord record) {
    return record != null && record.digest().filter(d -> !d.equals(Attempt.UNFINISHED)).isPresent();
  }

  private Optional<CommandEnd> tooLate(Command command, String component) {
    if (command.deadline().isAfter(house.tools().clock().instant())) {
      return Optional.empty();
    }
    var reason = "its deadline passed before " + component + " was there: order it again";
    return Optional.of(end(command, CommandState.FAILED, reason, Map.of()));
  }

  /** Its steps so far, oldest first, by whatever process. */
  private List<Step> steps(Command command) {
    var reads = house.tools().store().reads();
    var steps = new ArrayList<Step>();
    var before = "";
    while (true) {
      var page = reads.runs(situation.deployment().id(), before, PAGE);
      for (var run : page) {
        if (run.startedAt().isBefore(command.createdAt().minus(CLOCKS_DIFFER))) {
          return steps;
        }
        if (run.command().equals(Optional.of(command.id()))) {
          var own = reads.steps(run.id()).stream().filter(s -> s.number() > 0).toList();
          steps.addAll(0, own);
        }
      }
      if (page.size() < PAGE) {
        return steps;
      }
      before = page.getLast().id().value();
    }
  }

  /** Ends the run, and the command if it ended; the key stays due. */
  private void write(List<CommandEnd> ends, Execution execution) {
    var now = house.tools().clock().instant();
    var outcome = ends.isEmpty() ? "waiting" : ends.getFirst().state().name();
    var finish =
        new Finish(
            begun.deployment().key(),
            Optional.empty(),
            List.of(),
            Set.of(),
            ends,
            execution.ended(outcome.toLowerCase(Locale.ROOT)),
            List.of(),
            false,
            false,
            begun.mark(),
            now.toEpochMilli() * 1000,
            0);
    if (!house.tools().store().passes().finish(fence, finish)) {
      throw new FencedOff("ending an operation");
    }
  }

  static String label(Command command) {
    return LABEL + command.operation() + " " + command.id();
  }

  private OperationView view(Command command, OperationSpec spec) {
    var clear = new HashSet<String>();
    return new OperationView(
        command.id().value(),
        OperationName.parse(command.operation()).bare(),
        spec,
        views.reveal(command.params(), clear));
  }

  private Optional<CommandEnd> end(Command command, OperationSpec spec, Ended ended) {
    if (ended.progress().isEmpty()) {
      return Optional.of(end(command, CommandState.CANCELLED, "cancelled", Map.of()));
    }
    return switch (ended.progress().get()) {
      case Progress.Done done -> {
        var outputs = new LinkedHashMap<String, OutputValue>();
        spec.outputs()
            .forEach((name, output) -> {
              var value = done.outputs().get(name);
              if (value != null) {
                outputs.put(
                    name,
                    learn.sealed(
                        "operation",
                        OperationName.parse(command.operation()).name() + "-" + name,
                        output,
                        value));
              }
            });
        yield Optional.of(end(command, CommandState.REACHED, "done", outputs));
      }
      case Progress.Waiting _ -> Optional.empty();
      case Progress.Failed failed ->
          Optional.of(end(command, CommandState.FAILED, failed.failure().message(), Map.of()));
    };
  }

  private CommandEnd end(
      Command command, CommandState state, String reason, Map<String, OutputValue> outputs) {
    return new CommandEnd(command.id(), state, reason, house.tools().clock().instant(), outputs);
  }
}
