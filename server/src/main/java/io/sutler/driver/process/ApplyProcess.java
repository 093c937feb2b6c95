package io.sutler.driver.process;

import io.sutler.domain.Blame;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Ends;
import io.sutler.driver.local.Kept;
import io.sutler.driver.local.Outputs;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.Owned;
import io.sutler.driver.local.ParamFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Signal;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Task;
import io.sutler.driver.local.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Brings one component's program to where its level wants it. */
final class ApplyProcess {
  private static final int NEEDS_RESTART = 10;
  private final Steps steps;
  private final Supervise supervise;
  private final StartProcess start;
  private final StopProcess stop;
  private final AwaitReady ready;

  ApplyProcess(InstantSource clock, Programs programs, Steps steps, Supervise supervise) {
    this.steps = steps;
    this.supervise = supervise;
    this.start = new StartProcess(clock, programs, steps);
    this.stop = new StopProcess(clock, supervise);
    this.ready = new AwaitReady(clock, programs);
  }

  static Path lock(ComponentView c) {
    return OwnFiles.of(c).resolve("lock");
  }

  /** A Sutler that was asleep must not undo what a later level did. */
  static void checkNewest(ComponentView c, ProcessRecord record) throws ProgramFailure {
    if (record.generation() > c.generation()) {
      throw new ProgramFailure(
          Blame.PLATFORM,
          "superseded",
          "a later level (generation " + record.generation() + ") was carried out meanwhile");
    }
  }

  Progress apply(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    boolean storageLost = Files.exists(lock(c)) && !Files.isDirectory(c.storage());
    Owned.claim(c.workspace(), c.owner(), ProcessSchema.NAME);
    if (c.desired().inputs().get("adopt") instanceof String kept && c.applied().isEmpty()) {
      Kept.adopt(kept, c);
    }
    Owned.claim(c.storage(), c.owner(), ProcessSchema.NAME);
    PrivateFiles.directory(OwnFiles.of(c));
    PrivateFiles.touch(lock(c));
    var record = ProcessRecord.read(c);
    if (record.isPresent()) {
      checkNewest(c, record.get());
    }
    return switch (c.runState()) {
      case RUNNING -> run(c, storageLost, log);
      case SUSPENDED -> suspend(c, record, log);
      case STOPPED, ABSENT -> stopped(c, record, log);
    };
  }

  private Progress run(ComponentView c, boolean storageLost, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    Optional<ProcessRecord> standing;
    // two Sutlers must not each stop what the other one just started
    try (var _ = WorkspaceLock.take(lock(c))) {
      var record = ProcessRecord.read(c);
      standing = storageLost ? Optional.empty() : standing(c, record, log);
      if (standing.isEmpty()) {
        supervise.complaint(c.owner()).ifPresent(why -> log.note("restarting it: " + why));
        stop.stop(c, log);
      }
    }
    if (standing.filter(ProcessRecord::ready).isPresent()) {
      return done(c, standing.get());
    }
    return settle(c, standing.isPresent() ? standing.get() : start.start(c, log), log);
  }

  /** What runs and may go on, with the declared settings by now; empty when it must be stopped. */
  private Optional<ProcessRecord> standing(
      ComponentView c, Optional<ProcessRecord> record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var running = Running.of(c);
    boolean well = supervise.complaint(c.owner()).isEmpty() && !ProcessOutputs.lost(c);
    if (running.isEmpty() || record.isEmpty() || !well) {
      return Optional.empty();
    }
    checkNewest(c, record.get());
    if (running.get().suspended()) {
      EndAll.signal(Running.kin(c), Signal.CONT);
    }
    if (record.get().digest().equals(c.desired().digest())) {
      return record;
    }
    boolean sameShape = record.get().shape().equals(ProcessInputs.shape(c));
    return record.get().ready() && sameShape && reload(c, record.get(), log)
        ? Optional.of(record.get().notReady())
        : Optional.empty();
  }

  /** Whether the running program took the new settings. */
  private boolean reload(ComponentView c, ProcessRecord record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    if (record.hasSettings(c)) {
      return true;
    }
    var words = ProcessInputs.of(c).reload();
    if (words.isEmpty()) {
      return false;
    }
    var task = Task.phase("reload", words, record.ports(), Map.of(), c, Task.Rerun.ALWAYS);
    int code = steps.run(task, c, log);
    if (code == NEEDS_RESTART) {
      log.note("these settings need a restart");
      return false;
    }
    if (code != 0) {
      throw Ends.exited(task, code);
    }
    ProcessOutputs.add(c, task.control().resolve("outputs.json"), log);
    return true;
  }

  /** Waits until it is ready; one that does not get there is not left running. */
  private Progress settle(ComponentView c, ProcessRecord record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    boolean settled = false;
    try {
      ready.await(c, record, log);
      ProcessOutputs.add(c, Running.control(c).resolve("outputs.json"), log);
      var outputs = ProcessOutputs.gathered(c).orElse(Map.of());
      Outputs.require(outputs, c.desired().outputs());
      settled = true;
    } finally {
      new ParamFiles(
              Running.control(c).resolve("params.json"), Running.control(c).resolve("params.sh"))
          .delete();
      if (!settled) {
        supervise.forget(c.owner());
        Running.kill(c);
      }
    }
    var now = record.asReady(c);
    try (var _ = WorkspaceLock.take(lock(c))) {
      checkNewest(c, ProcessRecord.read(c).orElse(now));
      now.write(c);
    }
    return done(c, now);
  }

  private Progress done(ComponentView c, ProcessRecord record) throws IOException {
    var running = Running.of(c);
    running.ifPresent(r -> supervise.look(c, r, record.ports()));
    return new Progress.Done(ProcessOutputs.gathered(c).orElse(Map.of()));
  }

  private Progress stopped(ComponentView c, Optional<ProcessRecord> record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    try (var _ = WorkspaceLock.take(lock(c))) {
      record.orElse(ProcessRecord.first(c)).asStopped(c.generation()).write(c);
    }
    stop.stop(c, log);
    return new Progress.Done();
  }

  private Progress suspend(ComponentView c, Optional<ProcessRecord> record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    if (Running.of(c).isEmpty()) {
      return stopped(c, record, log);
    }
    supervise.forget(c.owner());
    EndAll.signal(Running.kin(c), Signal.STOP);
    while (Running.of(c).filter(r -> !r.suspended()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return new Progress.Done();
  }
}
