package io.sutler.driver.process;

import io.sutler.domain.Blame;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Ends;
import io.sutler.driver.local.LastLines;
import io.sutler.driver.local.ParamFiles;
import io.sutler.driver.local.Ports;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Programs.Purpose;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Task;
import io.sutler.driver.local.Trees;
import io.sutler.driver.local.WorkspaceLock;
import io.sutler.driver.local.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a component's program where none runs: ports, {@code prepare}, then the program. */
record StartProcess(InstantSource clock, Programs programs, Steps steps) {
  private static final int LOOK_EVERY_MILLIS = 2;

  /** Starts it once, whoever else tries at the same time. */
  ProcessRecord start(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var inputs = ProcessInputs.of(c);
    var command = programs.command(c, inputs.command());
    var record = withPorts(c, inputs);
    ProcessOutputs.clear(c);
    if (!inputs.prepare().isEmpty()) {
      prepare(c, inputs, record, log);
    }
    try (var _ = WorkspaceLock.take(ApplyProcess.lock(c))) {
      var now = ProcessRecord.read(c).orElse(record);
      ApplyProcess.checkNewest(c, now);
      if (Running.of(c).isPresent()) {
        log.note("another Sutler has started it meanwhile");
        return now;
      }
      // one that a killed Sutler was just starting has written nothing yet, but has our tag
      Running.kill(c);
      for (int port : now.ports().values()) {
        if (!Ports.isFree(port)) {
          throw Ports.taken(port);
        }
      }
      return spawn(c, now, command);
    }
  }

  private ProcessRecord withPorts(ComponentView c, ProcessInputs inputs)
      throws IOException, ProgramFailure {
    var record = ProcessRecord.read(c).orElse(ProcessRecord.first(c));
    var ports = new LinkedHashMap<String, Integer>();
    var asked = new LinkedHashMap<String, Integer>();
    for (var wanted : inputs.ports().entrySet()) {
      var port = wanted.getValue();
      var name = wanted.getKey();
      boolean same =
          Optional.of(port.number()).equals(Optional.ofNullable(record.askedPorts().get(name)));
      var before = Optional.ofNullable(record.ports().get(name)).filter(_ -> same);
      var kept = before.filter(p -> !port.fixed() || p == port.number());
      asked.put(name, port.number());
      ports.put(
          name,
          Ports.of(c.region())
              .reserve(
                  c.owner().text(),
                  c.workspace(),
                  kept.orElse(port.number()),
                  port.fixed() || kept.isPresent()));
    }
    var with = record.withPorts(ports, asked);
    with.write(c);
    return with;
  }

  private void prepare(ComponentView c, ProcessInputs inputs, ProcessRecord record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var task =
        Task.phase("prepare", inputs.prepare(), record.ports(), Map.of(), c, Task.Rerun.ALWAYS);
    int code = steps.run(task, c, log);
    if (code != 0) {
      throw Ends.exited(task, code);
    }
    ProcessOutputs.add(c, task.control().resolve("outputs.json"), log);
  }

  private ProcessRecord spawn(ComponentView c, ProcessRecord record, List<String> command)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var control = Running.control(c);
    Trees.delete(control);
    PrivateFiles.directory(control);
    ParamFiles.write(control, Programs.settings(c), Map.of());
    var purpose = new Purpose("run", Optional.empty(), control, Steps.newSpawn());
    var started = record.started(c, purpose.spawn(), clock.instant());
    var environment = programs.environment(c, record.ports(), purpose);
    var output = PrivateFiles.touch(Running.output(c));
    Files.writeString(control.resolve("log-from"), Long.toString(Files.size(output)));
    started.write(c);
    var child =
        Wrapper.startProgram(
            new Wrapper.Launch(command, environment, c.workspace(), control, output));
    boolean begun = false;
    try {
      awaitBegin(c, child, output);
      begun = true;
    } finally {
      // also when it is cancelled, which may break a read instead of a wait
      if (!begun) {
        Running.kill(c, child);
      }
    }
    return started;
  }

  private static void awaitBegin(ComponentView c, Process child, Path output)
      throws InterruptedException, IOException, ProgramFailure {
    var control = Running.control(c);
    while (Wrapper.main(control).isEmpty()) {
      if (child.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)
          && Wrapper.main(control).isEmpty()) {
        throw new ProgramFailure(
            Blame.PLATFORM,
            "not-started",
            "it could not be started" + Ends.said(LastLines.of(output, logFrom(c))));
      }
    }
  }

  /** Where in the log the last start's output begins. */
  static long logFrom(ComponentView c) throws IOException {
    Path file = Running.control(c).resolve("log-from");
    return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
  }
}
