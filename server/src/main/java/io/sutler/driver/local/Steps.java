package io.sutler.driver.local;

import io.sutler.driver.ComponentView;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.Programs.Purpose;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs programs of a bundle to their end, each once: one that a former Sutler started is taken up,
 * or its end read, instead of starting it twice. Thread-safe for different control directories.
 */
public final class Steps {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  /** What stays on disk of a started program. */
  record Started(String request, String spawn) {}

  private final Programs programs;
  private final InstantSource clock;

  public Steps(Programs programs, InstantSource clock) {
    this.programs = programs;
    this.clock = clock;
  }

  /** A text that no other start has. */
  public static String newSpawn() {
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Runs it and gives its exit code; nothing that the program started runs on after this, unless
   * Sutler itself dies meanwhile.
   *
   * @throws ProgramFailure when it could not be run, or not to its end
   */
  public int run(Task task, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var before = read(task.control());
    var same = before.filter(s -> s.request().equals(task.request()));
    if (same.isEmpty() && before.isPresent()) {
      EndAll.kill(Kin.ofSpawn(before.get().spawn(), Optional.empty()));
    }
    if (same.isPresent()) {
      var spawn = same.get().spawn();
      boolean running = !Kin.ofSpawn(spawn, Optional.empty()).find(ProcTable.scan()).isEmpty();
      var code = Wrapper.exit(task.control());
      if (running && code.isEmpty()) {
        log.note("taking up " + task.words().getFirst() + ", which is still running");
        return follow(
            task, new Follow(task.control(), output(task), spawn, Optional.empty()), c, log);
      }
      if (stands(task, code)) {
        log.note(task.words().getFirst() + " had ended while Sutler was away");
        return code.orElseThrow();
      }
      if (task.rerun() == Task.Rerun.NEVER && Wrapper.began(task.control())) {
        throw Ends.cutOff(task);
      }
    }
    return start(task, c, log);
  }

  /** The declared outputs of its last run. */
  public Map<String, Object> outputs(Task task, StepLog log) throws ProgramFailure, IOException {
    try {
      return Outputs.read(outputs(task.control()), task.outputs(), log::note);
    } catch (ProgramFailure e) {
      // its success counts for nothing now: the next try is to run it again
      Files.deleteIfExists(record(task.control()));
      throw e;
    }
  }

  /**
   * Deletes what a phase wrote as outputs, once it was surely recorded: a crash before that must
   * still find them.
   */
  public void forgetOutputs(ComponentView c, String phase) {
    var file = outputs(OwnFiles.of(c).resolve(phase));
    try {
      var settled = clock.instant().minus(SETTLED);
      if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(settled)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // the next look tries again
      return;
    }
  }

  private static Path outputs(Path control) {
    return control.resolve("outputs.json");
  }

  /** Runs an operation once per id; see {@link #run}. */
  public Progress operate(
      OperationView operation,
      String driver,
      Map<String, Integer> ports,
      ComponentView c,
      StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    Owned.claim(c.workspace(), c.owner(), driver);
    Owned.claim(c.storage(), c.owner(), driver);
    var task = Task.operation(operation, ports, c);
    forgetOthers(task);
    int code = run(task, c, log);
    if (code != 0) {
      throw Ends.exited(task, code);
    }
    return new Progress.Done(outputs(task, log));
  }

  // their outputs may hold secrets, and nobody will ask for them again
  private void forgetOthers(Task task) throws IOException {
    var all = task.control().getParent();
    if (all != null && !Files.exists(task.control())) {
      Trees.deleteOlder(all, clock.instant().minus(FORGET_AFTER));
    }
  }

  private static boolean stands(Task task, OptionalInt code) {
    return switch (task.rerun()) {
      case ALWAYS -> false;
      case UNLESS_DONE -> code.isPresent() && code.getAsInt() == 0;
      case NEVER -> code.isPresent();
    };
  }

  private int start(Task task, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var control = task.control();
    var purpose = new Purpose(task.phase(), task.operation(), control, newSpawn());
    var command = programs.command(c, task.words());
    Trees.delete(control);
    PrivateFiles.directory(control);
    try {
      ParamFiles.write(control, Programs.settings(c), task.params());
      var environment = programs.environment(c, task.ports(), purpose);
      PrivateFiles.touch(output(task));
      // nothing runs before it is whole
      PrivateFiles.create(
          record(control), Json.write(new Started(task.request(), purpose.spawn())));
      log.handle(task.phase() + " " + purpose.spawn());
      var launch = new Wrapper.Launch(command, environment, c.workspace(), control, output(task));
      var child = Wrapper.startStep(launch);
      return follow(
          task, new Follow(control, output(task), purpose.spawn(), Optional.of(child)), c, log);
    } finally {
      forget(control);
    }
  }

  private int follow(Task task, Follow program, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    try {
      return switch (program.toEnd(clock, c.deadline(), log)) {
        case Follow.End.Exited(int code, String lines) -> {
          if (code == Wrapper.UNWRITTEN && Wrapper.main(task.control()).isEmpty()) {
            throw Ends.unwritten(task);
          }
          if (code != 0) {
            PrivateFiles.write(task.control().resolve("last-lines"), lines);
          }
          yield code;
        }
        case Follow.End.Overdue(String lines) -> throw Ends.overdue(task, lines);
        case Follow.End.Lost(String lines) -> {
          if (task.rerun() == Task.Rerun.NEVER) {
            throw Ends.cutOff(task);
          }
          throw Ends.lost(task, lines);
        }
      };
    } finally {
      forget(task.control());
    }
  }

  private static void forget(Path control) throws IOException {
    Files.deleteIfExists(control.resolve("params.json"));
    Files.deleteIfExists(control.resolve("params.sh"));
    Files.deleteIfExists(control.resolve("output"));
  }

  private static Path output(Task task) {
    return task.control().resolve("output");
  }

  private static Path record(Path control) {
    return control.resolve("started.json");
  }

  private static Optional<Started> read(Path control) throws IOException {
    if (!Files.exists(record(control))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readString(record(control)), Started.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
