package io.sutler.driver.process;

import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Reading;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Look;
import io.sutler.driver.local.ParamFiles;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells what is there of a component, from its workspace and its program. */
record ObserveProcess(InstantSource clock, Steps steps, Supervise supervise) {

  private record State(MemberState state, String detail, Optional<Instant> since) {}

  Observation observe(ComponentView c, Look look) throws InterruptedException {
    try {
      return there(c, look) ? present(c) : new Observation.Absent();
    } catch (IOException e) {
      return new Observation.Unknown("its workspace cannot be read: " + e.getMessage());
    }
  }

  private static boolean there(ComponentView c, Look look) throws InterruptedException {
    return Files.isDirectory(c.workspace())
        || Files.isDirectory(c.storage())
        || look.sight().found().stream()
            .anyMatch(f ->
                f.owner().equals(c.owner())
                    && f.kind().equals(Surroundings.PROCESS)
                    && Surroundings.isAlive(f));
  }

  private Observation present(ComponentView c) throws IOException {
    var record = ProcessRecord.read(c);
    var running = Running.of(c);
    if (running.isPresent() && record.isPresent() && record.get().ready()) {
      attend(c, running.get(), record.get());
    }
    var state = state(c, record, running);
    var facts = new HashMap<String, String>();
    running.ifPresent(r -> facts.put("pid", Integer.toString(r.id().pid())));
    record
        .map(ProcessRecord::ports)
        .orElse(Map.of())
        .forEach((name, port) -> facts.put(fact(name), port.toString()));
    var member =
        new Member(
            c.desired().name() + "-0", "", state.state(), state.detail(), state.since(), facts);
    boolean up = state.state() == MemberState.UP;
    return new Observation.Present(
        List.of(member),
        record.map(ProcessRecord::digest).filter(d -> !d.isEmpty()),
        Files.isDirectory(c.storage()) ? List.of() : List.of("its storage is gone"),
        List.of(new Reading("up", up ? "1" : "0", clock.instant())));
  }

  private void attend(ComponentView c, Running running, ProcessRecord record) {
    if (c.applied().filter(c.desired().digest()::equals).isPresent()) {
      steps.forgetOutputs(c, ProcessOutputs.PHASE);
    }
    boolean current = record.digest().equals(c.desired().digest());
    if (current && !running.suspended() && c.runState() == RunState.RUNNING) {
      supervise.look(c, running, record.ports());
    }
  }

  private State state(ComponentView c, Optional<ProcessRecord> record, Optional<Running> running)
      throws IOException {
    var started = record.flatMap(ProcessRecord::startedAt);
    if (running.isPresent() && record.isPresent()) {
      if (running.get().suspended()) {
        // one that is to be stopped still holds its memory: it must be seen as running
        var state = c.runState() == RunState.STOPPED ? MemberState.UP : MemberState.STOPPED;
        return new State(state, "suspended", started);
      }
      var complaint = supervise.complaint(c.owner());
      if (complaint.isPresent()) {
        return new State(MemberState.FAILED, complaint.get(), started);
      }
      // nobody waits for it any more: a start that was cut off
      return record.get().ready() || c.runState() != RunState.RUNNING
          ? new State(MemberState.UP, "", started)
          : new State(MemberState.DOWN, "its start was cut off", started);
    }
    if (c.runState() != RunState.RUNNING || record.filter(ProcessRecord::stopped).isPresent()) {
      return new State(MemberState.STOPPED, "", Optional.empty());
    }
    if (started.isEmpty()) {
      return new State(MemberState.DOWN, "not started yet", Optional.empty());
    }
    return new State(MemberState.DOWN, Running.lastEnd(c), Running.endedAt(c));
  }

  private static String fact(String port) {
    return "port_" + ParamFiles.variable(port).toLowerCase(Locale.ROOT);
  }
}
