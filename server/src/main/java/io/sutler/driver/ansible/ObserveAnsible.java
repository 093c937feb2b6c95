package io.sutler.driver.ansible;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Preview;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what is there. A look connects to no machine but when a check is due: Ansible takes seconds
 * where others take milliseconds.
 */
record ObserveAnsible(InstantSource clock, RunPlaybook runs) {
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(5);
  private static final Duration LONGEST_PREVIEW = Duration.ofSeconds(60);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
  private static final int MOST_DRIFT = 20;

  Observation observe(ComponentView c) throws InterruptedException {
    if (c.applied().isEmpty()) {
      return Files.exists(OwnFiles.of(c))
          // an install that was cut off: only installing again will tell
          ? present(Optional.empty(), List.of("its install did not come to its end"))
          : new Observation.Absent();
    }
    var inputs = AnsibleInputs.of(c);
    if (inputs.checkEvery().isEmpty() && c.desired().live().isEmpty()) {
      return new Observation.Unverified("its plan sets no check_every");
    }
    var record = AnsibleRecord.read(c);
    if (!c.applied().equals(Optional.of(c.desired().digest()))) {
      return present(record, List.of());
    }
    try {
      return look(inputs, record, c);
    } catch (ProgramFailure | IOException | EndAll.CannotEnd e) {
      return new Observation.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private Observation look(AnsibleInputs inputs, Optional<AnsibleRecord> before, ComponentView c)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var digest = c.desired().digest();
    var record =
        before.orElseGet(() ->
            // of a workspace that was lost: everything is due
            new AnsibleRecord(
                digest,
                clock.instant(),
                0,
                0,
                Instant.EPOCH,
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                ""));
    var live = c.desired().live();
    if (live.isPresent() && isDue(record.asked(), Optional.of(live.get().every()))) {
      record = asked(inputs, live.get(), record, c);
      record.write(c);
    }
    if (isDue(record.checked(), inputs.checkEvery())) {
      record = record.checked(clock.instant(), drift(inputs, c));
      record.write(c);
    }
    var found = new ArrayList<String>(record.drift());
    var silence = record.silence();
    if (live.isPresent()) {
      record
          .silentSince()
          .filter(since -> !since.plus(live.get().within()).isAfter(clock.instant()))
          .ifPresent(_ -> found.addFirst("it does not answer: " + silence));
    }
    return present(Optional.of(record), found);
  }

  private boolean isDue(Instant last, Optional<Duration> every) {
    return every.isPresent() && !last.plus(every.get()).isAfter(clock.instant());
  }

  private AnsibleRecord asked(
      AnsibleInputs inputs, CheckSpec live, AnsibleRecord record, ComponentView c)
      throws InterruptedException, IOException, EndAll.CannotEnd {
    try (var _ = lock(c)) {
      var playbook = Playbook.answers("live", live.command().getFirst(), c);
      runs.run(playbook, inputs, bounded(c, LONGEST_ANSWER), StepLog.SILENT);
      return record.answered(clock.instant());
    } catch (ProgramFailure e) {
      return record.silent(clock.instant(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * What would be changed, a sentence each.
   *
   * @throws ProgramFailure when the machines cannot be looked at
   */
  private List<String> drift(AnsibleInputs inputs, ComponentView c)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    try (var _ = lock(c)) {
      return changes(inputs, "check", bounded(c, LONGEST_CHECK));
    } catch (ProgramFailure e) {
      if (e.failure().code().equals("task-failed")) {
        return List.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private List<String> changes(AnsibleInputs inputs, String kind, ComponentView c)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var ended = runs.run(Playbook.check(kind, inputs, c), inputs, c, StepLog.SILENT);
    var changes = ended.seen().changes();
    var found = new ArrayList<String>();
    changes.stream()
        .limit(MOST_DRIFT)
        .forEach(r -> found.add("TASK " + r.task() + " would change " + r.host()));
    if (changes.size() > MOST_DRIFT) {
      found.add("and " + (changes.size() - MOST_DRIFT) + " more");
    }
    return found;
  }

  Preview preview(ComponentView c) throws InterruptedException {
    try {
      PrivateFiles.directory(OwnFiles.of(c));
      try (var _ = lock(c)) {
        var effects = changes(AnsibleInputs.of(c), "preview", bounded(c, LONGEST_PREVIEW));
        return new Preview(true, effects.isEmpty() ? List.of("changes nothing") : effects);
      }
    } catch (ProgramFailure | IOException | EndAll.CannotEnd e) {
      return Preview.UNKNOWN;
    }
  }

  private Observation present(Optional<AnsibleRecord> record, List<String> drift) {
    return new Observation.Present(
        List.of(),
        record.map(AnsibleRecord::digest),
        drift,
        record.map(AnsibleRecord::readings).orElse(List.of()));
  }

  // a preview may look at the same time as a pass
  private static WorkspaceLock lock(ComponentView c)
      throws InterruptedException, IOException, ProgramFailure {
    var own = PrivateFiles.directory(OwnFiles.of(c));
    return WorkspaceLock.take(PrivateFiles.touch(own.resolve("observe.lock")));
  }

  private ComponentView bounded(ComponentView c, Duration most) {
    var latest = clock.instant().plus(most);
    return c.deadline().isBefore(latest) ? c : c.withDeadline(latest);
  }
}
