package io.sutler.execute;

import io.sutler.domain.Blame;
import io.sutler.domain.Deployment;
import io.sutler.domain.Failure;
import io.sutler.domain.Refusal;
import io.sutler.domain.SecretRef;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Progress;
import io.sutler.secret.CannotOpen;
import io.sutler.secret.Mask;
import io.sutler.store.Fence;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One step on its own thread: waits for room, makes the view, calls the driver, bounds its time.
 */
final class RunStep {
  private static final Logger LOG = Logger.getLogger(RunStep.class.getName());

  /** Drivers keep their own deadline; this is how much later the net below them catches. */
  private static final Duration NET = Duration.ofSeconds(15);

  private final Tools tools;
  private final Fence fence;
  private final Deployment deployment;
  private final Task task;
  private final Step step;
  private volatile Optional<String> handle;
  private volatile String summary = "";

  RunStep(Tools tools, Fence fence, Deployment deployment, Task task, Step step) {
    this.tools = tools;
    this.fence = fence;
    this.deployment = deployment;
    this.task = task;
    this.step = step;
    this.handle = step.handle();
  }

  Ended carryOut() {
    try {
      var view = task.view().get();
      var region = view.region().region();
      try (var _ =
          tools
              .limits()
              .enter(
                  deployment.project().value(), region.id(), region.maxParallel(), task.repair())) {
        return end(bounded(view));
      }
    } catch (InterruptedException e) {
      return cancelled();
    } catch (FencedOff e) {
      return end(Execution.failed("fenced-off", "another server has taken over"));
    } catch (Refusal e) {
      return end(Execution.failed(e.code(), e.sentence()));
    } catch (CannotOpen e) {
      return end(Execution.failed("secret-away", String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      // Whatever it is, who waits for this step must hear of its end.
      LOG.log(Level.WARNING, e, () -> "step " + step.run() + "/" + step.number() + " broke");
      return end(Execution.failed("driver-broke", "the driver broke: " + e));
    }
  }

  private Progress bounded(ComponentView view) throws InterruptedException {
    var left = Duration.between(tools.clock().instant(), view.deadline()).plus(NET);
    var target = new WriteStepLog.Target(tools.store().logs(), step.run(), step.number());
    try (var log = new WriteStepLog(target, Set.copyOf(view.secrets()), tools.clock(), this::keep);
        var watch = tools.deadlines().watch(left)) {
      try {
        var progress = carried(view, log);
        if (progress instanceof Progress.Failed failed) {
          var told = masked(failed.failure(), view.secrets());
          log.note("failed: " + told.message());
          return new Progress.Failed(told);
        }
        return progress;
      } catch (InterruptedException e) {
        if (watch.passed()) {
          return Execution.failed(
              "deadline", "took longer than " + view.desired().deadline().toSeconds() + " s");
        }
        log.note("cancelled");
        throw e;
      }
    }
  }

  private Progress carried(ComponentView view, WriteStepLog log) throws InterruptedException {
    try {
      return unforged(task.carryOut(view, log));
    } finally {
      summary = masked(log.summary(), view.secrets());
      if (!summary.isEmpty()) {
        log.note(summary);
      }
    }
  }

  /** A program must not name another's secret in what it gives. */
  private static Progress unforged(Progress progress) {
    return progress instanceof Progress.Done done && SecretRef.isWithin(done.outputs())
        ? new Progress.Failed(
            new Failure(
                Blame.USER,
                "forbidden-output",
                "its outputs hold the characters U+0001 or U+0002: leave them out"))
        : progress;
  }

  /** What a tool said may stand in a failure, and so may a secret. */
  private static Failure masked(Failure failure, Set<String> secrets) {
    return new Failure(failure.blame(), failure.code(), masked(failure.message(), secrets));
  }

  private static String masked(String said, Set<String> secrets) {
    var text = new StringBuilder();
    var mask = new Mask(secrets, text::append);
    mask.write(said);
    mask.flush();
    return text.toString();
  }

  private void keep(String given) {
    handle = Optional.of(given);
    var journaled = with(StepState.STARTED, Optional.empty(), false);
    if (!tools.store().passes().journal(fence, deployment.key(), journaled, Optional.empty())) {
      throw new FencedOff("step " + step.number());
    }
  }

  private Ended end(Progress progress) {
    var journaled =
        switch (progress) {
          case Progress.Done done -> {
            handle = done.handle().or(() -> handle);
            yield with(StepState.DONE, Optional.empty(), true);
          }
          case Progress.Waiting waiting -> {
            handle = Optional.of(waiting.handle());
            yield with(StepState.WAITING, Optional.empty(), true);
          }
          case Progress.Failed failed ->
              with(StepState.FAILED, Optional.of(failed.failure()), true);
        };
    return new Ended(task, journaled, Optional.of(progress));
  }

  private Ended cancelled() {
    return new Ended(task, with(StepState.CANCELLED, Optional.empty(), true), Optional.empty());
  }

  private Step with(StepState state, Optional<Failure> failure, boolean over) {
    return new Step(
        step.run(),
        step.number(),
        step.component(),
        step.action(),
        step.why(),
        state,
        step.startedAt(),
        over ? Optional.of(tools.clock().instant()) : Optional.empty(),
        failure,
        handle,
        summary);
  }
}
