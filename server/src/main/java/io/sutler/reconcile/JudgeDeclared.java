package io.sutler.reconcile;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one declared component by itself, as if all that it needs were there. */
final class JudgeDeclared {
  private final Level level;
  private final Instant now;

  JudgeDeclared(Level level, Instant now) {
    this.level = level;
    this.now = now;
  }

  Verdict judge(DesiredComponent wanted, Facts facts) {
    var record = facts.record();
    if (level.runState() != RunState.RUNNING) {
      var made = record.filter(r -> !sameMaker(wanted, r));
      var aim =
          made.map(r -> Attempt.at(r, level.runState()))
              .orElseGet(() -> Attempt.at(wanted, level.runState()));
      return resting(wanted.name(), aim, facts);
    }
    boolean moved = record.isPresent() && !sameMaker(wanted, record.get());
    var verdict =
        switch (facts.observation()) {
          case Observation.Unknown unknown -> new Verdict.Unseen(unknown.reason());
          // Even when nothing was seen at the old place: a list may be late.
          case Observation _ when moved -> replace(wanted, record.orElseThrow());
          case Observation.Absent _ -> absent(wanted, record);
          case Observation.Unverified _ -> unverified(wanted, record);
          case Observation.Present present -> present(wanted, record, present);
        };
    if (!(verdict instanceof Verdict.Act act)) {
      return verdict;
    }
    var aim =
        act.action() instanceof Action.Replace
            ? Attempt.removal()
            : Attempt.at(wanted, level.runState());
    return heldBack(aim, record).orElse(verdict);
  }

  /** What is there although its inputs cannot be filled in now: stopping needs no inputs. */
  Verdict unresolved(ComponentRecord record, Facts facts) {
    return resting(record.name(), Attempt.at(record, level.runState()), facts);
  }

  /** Nothing is to run: nothing is made, changed or replaced until something is to run again. */
  private Verdict resting(String name, String aim, Facts facts) {
    return switch (facts.observation()) {
      case Observation.Absent _ -> new Verdict.Fine(true);
      case Observation.Unverified _ -> new Verdict.Fine(false);
      case Observation.Unknown unknown -> new Verdict.Unseen(unknown.reason());
      case Observation.Present seen -> {
        if (seen.members().stream().noneMatch(m -> m.state().runs())) {
          yield new Verdict.Fine(true);
        }
        var stop =
            new Action.Stop(name, "the deployment is to be " + word(level.runState()), Set.of());
        yield heldBack(aim, facts.record()).orElse(new Verdict.Act(stop));
      }
    };
  }

  /** An earlier try at this very aim failed or still waits: not before its time. */
  private Optional<Verdict> heldBack(String aim, Optional<ComponentRecord> record) {
    return record
        .filter(r -> r.attempted().equals(Optional.of(aim)))
        .flatMap(r -> FailedBefore.verdict(r, now));
  }

  private static Verdict absent(DesiredComponent wanted, Optional<ComponentRecord> record) {
    boolean again = record.flatMap(ComponentRecord::digest).isPresent();
    var reason = again ? "it was declared and is gone" : "it is declared and not there";
    return new Verdict.Act(new Action.Create(wanted.name(), reason, Set.of(), again));
  }

  private Verdict unverified(DesiredComponent wanted, Optional<ComponentRecord> record) {
    var applied = record.flatMap(ComponentRecord::digest);
    if (applied.isEmpty()) {
      return new Verdict.Act(
          new Action.Create(
              wanted.name(), "it is declared and was never installed", Set.of(), false));
    }
    return applied.get().equals(wanted.digest()) ? new Verdict.Fine(false) : change(wanted, record);
  }

  private Verdict present(
      DesiredComponent wanted, Optional<ComponentRecord> record, Observation.Present seen) {
    var recorded = record.flatMap(ComponentRecord::digest);
    if (!recorded.equals(Optional.of(wanted.digest()))) {
      return change(wanted, record);
    }
    if (!seen.digest().orElse(wanted.digest()).equals(wanted.digest())) {
      return new Verdict.Act(
          new Action.Change(
              wanted.name(), "it was changed behind Sutler's back", Set.of(), List.of()));
    }
    if (!seen.drift().isEmpty()) {
      return new Verdict.Act(
          new Action.Change(
              wanted.name(), "it drifted: " + seen.drift().getFirst(), Set.of(), seen.drift()));
    }
    var running = running(wanted, seen.members());
    if (!seen.leaving().isEmpty()
        && !(running instanceof Verdict.Act)
        && !level.isWatched(wanted.name())) {
      var leaving = seen.leaving();
      return new Verdict.Act(
          new Action.Change(
              wanted.name(), Leaves.reason(leaving), Set.of(), List.of(), Leaves.names(leaving)));
    }
    return running;
  }

  private static Verdict running(DesiredComponent wanted, List<Member> members) {
    for (var member : members) {
      if (member.state() == MemberState.DOWN || member.state() == MemberState.FAILED) {
        var detail = member.detail().isEmpty() ? "" : " (" + member.detail() + ")";
        return new Verdict.Act(
            new Action.Start(
                wanted.name(), member.name() + " was declared and is gone" + detail, Set.of()));
      }
      if (member.state() == MemberState.STOPPED) {
        return new Verdict.Act(
            new Action.Start(wanted.name(), "the deployment is to be running", Set.of()));
      }
    }
    return members.stream().anyMatch(m -> m.state() == MemberState.STARTING)
        ? new Verdict.Waits("Starting", wanted.name() + " is starting", Optional.empty())
        : new Verdict.Fine(true);
  }

  private static Verdict change(DesiredComponent wanted, Optional<ComponentRecord> record) {
    boolean finished =
        record
            .flatMap(ComponentRecord::digest)
            .filter(d -> !d.equals(Attempt.UNFINISHED))
            .isPresent();
    var differences =
        finished ? Differences.between(record.get().inputs(), wanted.inputs()) : List.<String>of();
    var reason = finished ? "its declaration changed" : "an earlier try did not finish";
    return new Verdict.Act(new Action.Change(wanted.name(), reason, Set.of(), differences));
  }

  private Verdict replace(DesiredComponent wanted, ComponentRecord record) {
    var what =
        record.driver().equals(wanted.driver())
            ? "its region changed from " + record.region() + " to " + wanted.region()
            : "its driver changed from " + record.driver() + " to " + wanted.driver();
    boolean holdsData =
        record.holdsData() != DataPolicy.NONE || wanted.holdsData() != DataPolicy.NONE;
    if (holdsData && !level.mayDestroy().contains(wanted.name())) {
      return new Verdict.Stuck(
          "NeedsConfirmation",
          wanted.name()
              + " would be replaced and holds data: "
              + what
              + "; allow it with --may-destroy "
              + wanted.name());
    }
    return new Verdict.Act(new Action.Replace(wanted.name(), what, Set.of()));
  }

  private static boolean sameMaker(DesiredComponent wanted, ComponentRecord record) {
    return record.driver().equals(wanted.driver()) && record.region().equals(wanted.region());
  }

  private static String word(RunState state) {
    return switch (state) {
      case RUNNING -> "running";
      case STOPPED -> "stopped";
      case SUSPENDED -> "suspended";
      case ABSENT -> "absent";
    };
  }

  /** Used for any record whose failure may hold an action back. */
  static final class FailedBefore {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private FailedBefore() {}

    static Optional<Verdict> verdict(ComponentRecord record, Instant now) {
      var failure = record.failure();
      var retryAt = record.retryAt();
      if (failure.isPresent() && failure.get().blame() == Blame.USER) {
        return Optional.of(new Verdict.Stuck("Failed", failure.get().message()));
      }
      // a pause longer than any was reckoned before the clock was set back
      boolean passed =
          retryAt.isEmpty()
              || !retryAt.get().isAfter(now)
              || (failure.isPresent() && retryAt.get().isAfter(now.plus(LONGEST_PAUSE)));
      if (passed) {
        return Optional.empty();
      }
      return Optional.of(
          failure.isPresent()
              ? new Verdict.Waits("RetryLater", failure.get().message(), retryAt)
              : new Verdict.Waits("InProgress", record.name() + " is under way", retryAt));
    }
  }
}
