package io.sutler.driver.script;

import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Task;
import io.sutler.driver.local.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a script what is there, where it knows how to say so. */
record ObserveScript(InstantSource clock, Steps steps) {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int AS_DECLARED = 0;
  private static final int ABSENT = 3;
  private static final int DRIFTED = 4;

  Observation observe(ComponentView c) throws InterruptedException {
    if (!ScriptInputs.of(c).observe()) {
      return new Observation.Unverified("its script has no observe phase");
    }
    if (c.applied().isEmpty() && !Files.exists(OwnFiles.of(c))) {
      return new Observation.Absent();
    }
    try (var _ = WorkspaceLock.take(lock(c))) {
      return ask(c);
    } catch (ProgramFailure | IOException | EndAll.CannotEnd e) {
      return new Observation.Unknown(String.valueOf(e.getMessage()));
    }
  }

  // a preview may look at the same time as a pass
  private static Path lock(ComponentView c) throws IOException {
    return PrivateFiles.touch(PrivateFiles.directory(OwnFiles.of(c)).resolve("observe.lock"));
  }

  private Observation ask(ComponentView c)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var words = ScriptInputs.of(c).words();
    var task = Task.phase("observe", words, Map.of(), Map.of(), c, Task.Rerun.ALWAYS);
    var said = new LastLine();
    int code = steps.run(task, bounded(c), said);
    var digest = ScriptRecord.read(c).map(ScriptRecord::digest);
    if (code == ABSENT) {
      return new Observation.Absent();
    }
    if (c.applied().isEmpty()) {
      // an install that was cut off: something may be there, and only installing again will tell
      return present(digest, List.of("its install did not come to its end"));
    }
    return switch (code) {
      case AS_DECLARED -> present(digest, List.of());
      case DRIFTED -> present(digest, List.of(said.text().orElse("its script says so")));
      default ->
          new Observation.Unknown(
              "its observe phase ended with exit code "
                  + code
                  + said.text().map(t -> ": " + t).orElse(""));
    };
  }

  private static Observation present(Optional<String> digest, List<String> drift) {
    return new Observation.Present(List.of(), digest, drift, List.of());
  }

  private ComponentView bounded(ComponentView c) {
    var latest = clock.instant().plus(LONGEST);
    return c.deadline().isBefore(latest) ? c : c.withDeadline(latest);
  }

  /** Keeps the end of what a script prints. */
  private static final class LastLine implements StepLog {
    private static final int MOST = 2000;
    private String end = "";

    @Override
    public synchronized void output(String chunk) {
      var all = end + chunk;
      end = all.substring(Math.max(0, all.length() - MOST));
    }

    @Override
    public void note(String line) {}

    @Override
    public void handle(String handle) {}

    synchronized Optional<String> text() {
      return end.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).map(String::strip);
    }
  }
}
