package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.Observed;
import io.sutler.domain.Plan;
import io.sutler.execute.Execution;
import io.sutler.execute.FencedOff;
import io.sutler.reconcile.Decide;
import io.sutler.reconcile.Decision;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over one deployment: read what is desired, look at what is there, close the difference,
 * write down what was seen. Used once, by one thread.
 */
final class Pass {
  static final Duration OLD_ENOUGH = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofSeconds(1);
  private final House house;
  private final WorkQueue queue;
  private final Timers timers;
  private final Fence fence;
  private final Snapshot begun;
  private boolean quiet;
  private Optional<Situation> seen = Optional.empty();

  /** What people were told while it goes on. */
  private Optional<Observed> said = Optional.empty();

  Pass(House house, WorkQueue queue, Timers timers, Fence fence, Snapshot begun) {
    this.house = house;
    this.queue = queue;
    this.timers = timers;
    this.fence = fence;
    this.begun = begun;
  }

  /**
   * @param takeOver whether steps of an earlier process may lie about
   * @return when to come again in milliseconds since the epoch, {@code Long.MAX_VALUE} for resync;
   *     empty when the deployment is gone
   * @throws FencedOff when another server has taken over
   */
  Optional<Long> run(WorkQueue.Turn turn, boolean takeOver, Plan plan) throws InterruptedException {
    var d = begun.deployment();
    var overdue = new Bells(timers).ring(d, now());
    var situation =
        new Situation(
            house,
            new Situation.Of(d, d.desired(), plan, begun.project()),
            begun.components(),
            begun.bound());
    seen = Optional.of(situation);
    if (isToTryAgain()) {
      situation.records.replaceAll((_, r) -> Records.forgiven(r));
    }
    if (turn.fresh()) {
      situation.makeSecrets();
    }
    // Whoever begins a step records its component: without records nothing was begun.
    if (takeOver && !begun.components().isEmpty()) {
      CutOff.takeOver(house.tools().store(), fence, situation, now());
    }
    var look = new Observe(house, situation);
    look.all(turn.fresh() ? Duration.ZERO : OLD_ENOUGH);
    if (situation.takeInMembers()) {
      situation.resolve();
      look.all(Duration.ZERO);
    }
    var newer = new Newer(house.tools().store(), queue, begun);
    var learn = new Learn(house, situation);
    var execution = new Execution(house.tools(), d, fence, level());
    queue.onMark(d.key(), execution::wake);
    try {
      var decision = closeDifference(situation, look, learn, execution, newer);
      var ends = operations(situation, learn, newer);
      return write(turn, situation, learn, execution, Bells.told(decision, overdue, now()), ends);
    } catch (FencedOff e) {
      execution.leave();
      throw e;
    } catch (InterruptedException | RuntimeException | Error e) {
      execution.abandon();
      throw e;
    }
  }

  private Decision closeDifference(
      Situation situation, Observe look, Learn learn, Execution execution, Newer newer)
      throws InterruptedException {
    var steps = new Steps(house, situation);
    Set<String> running = new HashSet<>();
    while (true) {
      var decision = decide(situation);
      if (!newer.stop()) {
        var tasks = steps.ready(decision, running);
        execution.start(tasks);
        tasks.forEach(t -> running.add(t.name()));
        if (!tasks.isEmpty() && said.isEmpty()) {
          said = conclusion(situation, learn).falls(decision);
          said.ifPresent(this::say);
        }
      }
      if (!execution.isRunning()) {
        steps.unsettled(decision).forEach(learn::unsettled);
        return steps.unsettled(decision).isEmpty() ? decision : decide(situation);
      }
      var ended = execution.await(POLL);
      newer.check(execution);
      if (ended.isPresent()) {
        var name = ended.get().task().name();
        running.remove(name);
        var learned = learn.from(ended.get());
        execution.journalSoon(ended.get(), Optional.of(learned));
        situation.stored.put(learned.name(), learned);
        look.one(name);
        situation.takeInMembers();
        situation.resolve();
        look.all(Duration.ZERO);
      }
    }
  }

  private Conclusion conclusion(Situation situation, Learn learn) {
    return new Conclusion(begun, said.orElse(begun.deployment().observed()), situation, learn);
  }

  private void say(Observed observed) {
    var now = now().toEpochMilli() * 1000;
    var finish = Finish.saying(begun.deployment().key(), observed, begun.mark(), now);
    if (!house.tools().store().passes().finish(fence, finish)) {
      throw new FencedOff("telling what is put right");
    }
  }

  private Decision decide(Situation situation) {
    return Decide.decide(situation.level(), situation.facts(), now());
  }

  private List<CommandEnd> operations(Situation situation, Learn learn, Newer newer)
      throws InterruptedException {
    var ends = new ArrayList<CommandEnd>();
    for (var command : begun.open()) {
      if (command.kind() != CommandKind.OPERATE || newer.stop()) {
        continue;
      }
      var execution =
          new Execution(house.tools(), begun.deployment(), fence, Optional.of(command.id()));
      queue.onMark(begun.deployment().key(), execution::wake);
      try {
        new RunOperation(house, situation, learn, fence, begun)
            .run(command, execution, () -> newer.check(execution))
            .ifPresent(ends::add);
      } catch (FencedOff e) {
        execution.leave();
        throw e;
      } catch (InterruptedException | RuntimeException | Error e) {
        execution.abandon();
        throw e;
      }
    }
    return ends;
  }

  private Optional<Long> write(
      WorkQueue.Turn turn,
      Situation situation,
      Learn learn,
      Execution execution,
      Decision decision,
      List<CommandEnd> ends) {
    var now = now();
    var waits = begun.open().stream().anyMatch(c -> waitsForComponent(c, ends));
    var all = Conclusion.ends(begun, ends, decision, now);
    // a deadline counts for nothing once its command has ended
    var next = Clockwork.next(begun.deployment(), Conclusion.open(begun, all), now);
    long due = due(decision, waits, next, now);
    var run = execution.ended(outcome(decision));
    var finish = conclusion(situation, learn).finish(decision, all, run, due, now);
    quiet = !Conclusion.saysSomething(finish) && due == Long.MAX_VALUE;
    if (turn.durable() || !quiet) {
      if (!house.tools().store().passes().finish(fence, finish)) {
        throw new FencedOff("writing what was seen");
      }
    }
    execution.settle();
    quiet &= !turn.durable() && decision.reached() && decision.actions().isEmpty();
    return finish.removed() ? Optional.empty() : Optional.of(due);
  }

  /**
   * After {@link #run}: by what to know the deployment again as one where nothing is to be done;
   * empty where something was, or where more was asked than the store and sights.
   *
   * @param read print of what the store said before this pass
   */
  Optional<Long> settled(long read) {
    return seen.filter(_ -> quiet && begun.open().isEmpty()).flatMap(s -> s.settled(read));
  }

  private static boolean waitsForComponent(Command command, List<CommandEnd> ends) {
    return command.kind() == CommandKind.OPERATE
        && ends.stream().noneMatch(e -> e.command().equals(command.id()));
  }

  private static String outcome(Decision decision) {
    if (decision.reached()) {
      return "reached";
    }
    return decision.lookAgain().isPresent() ? "waiting" : "failed";
  }

  private static long due(Decision decision, boolean waits, Optional<Instant> next, Instant now) {
    long due = Long.MAX_VALUE;
    if (decision.lookAgain().isPresent()) {
      due = decision.lookAgain().get().toEpochMilli();
    }
    if (waits) {
      due = Math.min(due, now.plusSeconds(5).toEpochMilli());
    }
    return next.isPresent() ? Math.min(due, next.get().toEpochMilli()) : due;
  }

  /** The newest open command that this pass's run serves. */
  private Optional<io.sutler.domain.CommandId> level() {
    return begun.open().stream()
        .filter(c -> c.kind() != CommandKind.OPERATE)
        .reduce((_, b) -> b)
        .map(Command::id);
  }

  private Instant now() {
    return house.tools().clock().instant();
  }

  /** A retry forgives what failed before it was ordered, not what failed since. */
  private boolean isToTryAgain() {
    var retry =
        begun.open().stream().filter(c -> c.kind() == CommandKind.RETRY).reduce((_, b) -> b);
    return retry.isPresent()
        && EndCommands.forgives(
            retry.get(),
            house.tools().store().reads().runs(begun.deployment().id(), "", 1).stream()
                .findFirst());
  }
}
