package io.sutler.execute;

import io.sutler.domain.Blame;
import io.sutler.domain.CommandId;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.Failure;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.domain.Ulid;
import io.sutler.driver.Progress;
import io.sutler.store.Fence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One run: starts tasks on threads of their own, journals each before and after, gives them back as
 * they end. Used by one thread; {@link #interrupt} and {@link #wake} may be called by any.
 */
public final class Execution {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private final Tools tools;
  private final Deployment deployment;
  private final Fence fence;
  private final Optional<CommandId> command;
  private final BlockingQueue<Optional<Ended>> ended = new LinkedBlockingQueue<>();
  private final Map<Integer, Thread> running = new HashMap<>();
  private Optional<Run> run = Optional.empty();
  private final List<BooleanSupplier> journaled = new ArrayList<>();
  private int steps;

  public Execution(Tools tools, Deployment deployment, Fence fence, Optional<CommandId> command) {
    this.tools = tools;
    this.deployment = deployment;
    this.fence = fence;
    this.command = command;
  }

  /**
   * Journals the starts, the run's first ones in one write with the dispatch, then starts them.
   *
   * @throws FencedOff when another server has taken over; nothing was started then
   */
  public void start(List<Task> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    var now = tools.clock().instant();
    var journal = new ArrayList<Step>();
    var first = run.isEmpty();
    if (first) {
      var id = new RunId(Ulid.of(now, tools.random()));
      run =
          Optional.of(
              new Run(
                  id,
                  deployment.id(),
                  command,
                  deployment.generation(),
                  fence.holder(),
                  now,
                  Optional.empty(),
                  ""));
      journal.add(dispatch(id));
    }
    var firstTask = steps + 1;
    for (var task : tasks) {
      journal.add(started(task, ++steps));
    }
    if (first) {
      var intended = tasks.stream().flatMap(t -> t.intends().stream()).toList();
      if (!tools
          .store()
          .passes()
          .begin(fence, deployment.key(), run.orElseThrow(), journal, intended)) {
        run = Optional.empty();
        throw new FencedOff("starting a run");
      }
    } else {
      for (int i = 0; i < tasks.size(); i++) {
        write(journal.get(i), tasks.get(i).intends());
      }
    }
    for (int i = 0; i < tasks.size(); i++) {
      launch(tasks.get(i), journal.get(journal.size() - tasks.size() + i), firstTask + i);
    }
  }

  private Step dispatch(RunId id) {
    var now = tools.clock().instant();
    return new Step(
        id,
        0,
        "",
        "dispatch",
        "claimed by " + fence.holder(),
        StepState.DONE,
        now,
        Optional.of(now),
        Optional.empty(),
        Optional.empty());
  }

  private Step started(Task task, int number) {
    return new Step(
        run.orElseThrow().id(),
        number,
        task.name(),
        task.label(),
        task.why(),
        StepState.STARTED,
        tools.clock().instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void write(Step step, Optional<ComponentRecord> learned) {
    if (!tools.store().passes().journal(fence, deployment.key(), step, learned)) {
      throw new FencedOff("step " + step.number());
    }
  }

  private void launch(Task task, Step step, int number) {
    var thread =
        Thread.ofVirtual()
            .name("step-" + step.run() + "-" + number)
            .unstarted(() -> ended.add(Optional.of(carryOut(task, step))));
    running.put(number, thread);
    thread.start();
  }

  private Ended carryOut(Task task, Step step) {
    var at = new RunStep(tools, fence, deployment, task, step);
    return at.carryOut();
  }

  /**
   * Waits for the next task to end; its end is not journaled yet. Empty when none did in time, or
   * somebody {@link #wake}s the waiter.
   *
   * @throws InterruptedException when the waiting thread is interrupted; tasks go on
   */
  public Optional<Ended> await(Duration atMost) throws InterruptedException {
    var next = ended.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    var one = next == null ? Optional.<Ended>empty() : next;
    one.ifPresent(e -> running.remove(e.step().number()));
    return one;
  }

  /** Has {@link #await} come back at once; by any thread. */
  public void wake() {
    ended.add(Optional.empty());
  }

  /** Journals the end of a task that {@link #await} gave, with what it tells of its component. */
  public void journal(Ended one, Optional<ComponentRecord> learned) {
    write(one.step(), learned);
  }

  /**
   * As {@link #journal}, without waiting for it to be durable: there is time for a look meanwhile.
   * What is written after it never stands without it; {@link #settle} says whether it stands.
   */
  public void journalSoon(Ended one, Optional<ComponentRecord> learned) {
    journaled.add(tools.store().passes().journalSoon(fence, deployment.key(), one.step(), learned));
  }

  /**
   * Waits until all that was journaled is durable.
   *
   * @throws FencedOff when another server has taken over
   */
  public void settle() {
    for (var stands : journaled) {
      if (!stands.getAsBoolean()) {
        throw new FencedOff("a step's end");
      }
    }
    journaled.clear();
  }

  public boolean isRunning() {
    return !running.isEmpty();
  }

  /** Interrupts every running task; each still ends through {@link #await}. */
  public void interrupt() {
    List.copyOf(running.values()).forEach(Thread::interrupt);
  }

  /**
   * Interrupts and waits, as long as a driver may take to clean up; for the ways out by exception.
   */
  public void abandon() {
    interrupt();
    join(GRACE);
  }

  private void join(Duration atMost) {
    long began = System.nanoTime();
    for (var thread : List.copyOf(running.values())) {
      try {
        thread.join(atMost.minusNanos(System.nanoTime() - began));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Leaves what runs to whoever has taken over, who finds it by its handle: an interrupt would end
   * it under the other's eyes. Waits a moment for what ends by itself.
   */
  public void leave() {
    join(MOMENT);
  }

  /** The run with its end, or empty when nothing was ever started. */
  public Optional<Run> ended(String outcome) {
    return run.map(r ->
        new Run(
            r.id(),
            r.deployment(),
            r.command(),
            r.generation(),
            r.worker(),
            r.startedAt(),
            Optional.of(tools.clock().instant()),
            outcome));
  }

  static Progress failed(String code, String message) {
    return new Progress.Failed(new Failure(Blame.PLATFORM, code, message));
  }
}
