package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Kin;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.Proc;
import io.sutler.driver.local.Uninterrupted;
import io.sutler.driver.local.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A component's program that lives.
 *
 * @param session of its wrapper
 * @param suspended whether it is stopped in its tracks
 */
record Running(Proc.Id id, int session, boolean suspended) {
  static Path control(ComponentView c) {
    return OwnFiles.of(c).resolve("run");
  }

  static Path output(ComponentView c) {
    return c.workspace().resolve("output.log");
  }

  /** The one that the workspace tells of, if it lives. */
  static Optional<Running> of(ComponentView c) throws IOException {
    return Wrapper.main(control(c))
        .flatMap(main ->
            Proc.read(main.id().pid())
                .filter(p -> p.id().equals(main.id()))
                .map(p -> new Running(p.id(), main.session(), p.state() == 'T')));
  }

  /**
   * All that belongs to a component: its tree by tag, and this program's session while it lives.
   */
  static Kin kin(ComponentView c) throws IOException {
    var running = of(c);
    var kin =
        Kin.ofOwner(
            c.owner().text(), running.flatMap(Running::leader).map(Set::of).orElse(Set.of()));
    return running.map(r -> kin.seen(Set.of(r.id()))).orElse(kin);
  }

  /** Kills all of it, also when this thread was cancelled. */
  static void kill(ComponentView c) throws IOException, EndAll.CannotEnd {
    EndAll.kill(Uninterrupted.read(() -> kin(c)));
  }

  /**
   * The same of one that was only just started: while a program takes the place of another it shows
   * no tag, but it is known whose child it is.
   */
  static void kill(ComponentView c, Process child) throws IOException, EndAll.CannotEnd {
    var wrapper = Uninterrupted.read(() -> Proc.Id.of((int) child.pid()));
    EndAll.kill(Kin.ofOwner(c.owner().text(), Set.of(wrapper)).seen(Set.of(wrapper)));
  }

  private Optional<Proc.Id> leader() {
    // while the program is in it, nobody else gets the session's number
    return Optional.of(Proc.Id.of(session));
  }

  /** Its exit code, which its wrapper writes a moment after its end. */
  static OptionalInt awaitExitCode(ComponentView c) throws InterruptedException, IOException {
    var code = Wrapper.exit(control(c));
    for (int turn = 0; code.isEmpty() && turn < 50; turn++) {
      TimeUnit.MILLISECONDS.sleep(2);
      code = Wrapper.exit(control(c));
    }
    return code;
  }

  /** How the last one ended, for people. */
  static String lastEnd(ComponentView c) throws IOException {
    var code = Wrapper.exit(control(c));
    return code.isPresent()
        ? Wrapper.explain(code.getAsInt())
        : "gone, and nobody saw how it ended";
  }

  /** When the last one ended. */
  static Optional<Instant> endedAt(ComponentView c) throws IOException {
    var file = control(c).resolve("exit");
    return Files.exists(file)
        ? Optional.of(Files.getLastModifiedTime(file).toInstant())
        : Optional.empty();
  }
}
