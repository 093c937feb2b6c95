package io.sutler.driver.local;

import io.sutler.driver.ComponentView;
import io.sutler.driver.local.Programs.Purpose;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a check of a plan once.
 *
 * @param phase ready, live
 */
public record Probe(InstantSource clock, Programs programs, String phase, List<String> words) {

  // of a Sutler that was killed while it asked: it may hold parameters
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(2);

  /** What it said. */
  public record Answer(boolean well, String said) {}

  /** Runs the check for at most {@code time}; nothing of it is left when this returns. */
  public Answer ask(ComponentView c, Map<String, Integer> ports, Duration time)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var all = PrivateFiles.directory(OwnFiles.of(c).resolve(phase));
    Trees.deleteOlder(all, clock.instant().minus(LEFT_BEHIND));
    var spawn = Steps.newSpawn();
    var control = PrivateFiles.directory(all.resolve(spawn));
    var purpose = new Purpose(phase, Optional.empty(), control, spawn);
    var output = PrivateFiles.touch(control.resolve("output"));
    var command = new ArrayList<>(programs.command(c, words));
    command.addFirst("setsid");
    var builder =
        new ProcessBuilder(command)
            .directory(c.workspace().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(programs.environment(c, ports, purpose));
    var kin = Kin.ofSpawn(spawn, Optional.empty());
    try {
      ParamFiles.write(control, Programs.settings(c), Map.of());
      var process = builder.start();
      boolean ended = process.waitFor(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
      if (!ended) {
        EndAll.kill(kin);
        return new Answer(false, "the check did not end within " + time.toSeconds() + " s");
      }
      int code = process.exitValue();
      var lines = LastLines.of(output, 0);
      return new Answer(code == 0, lines.isEmpty() ? Wrapper.explain(code) : lines);
    } catch (InterruptedException e) {
      EndAll.kill(kin);
      throw e;
    } finally {
      Trees.delete(control);
    }
  }
}
