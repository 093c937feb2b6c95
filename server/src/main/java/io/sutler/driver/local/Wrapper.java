package io.sutler.driver.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts a program in a session (and, where it can be, a control group) of its own, under a small
 * shell that outlives Sutler and writes into the control directory who the program is ({@code
 * main}) and how it ended ({@code exit}), so that any later Sutler can take it up or read its end.
 */
public final class Wrapper {
  /** Exit code of a wrapper that could not write, and so did not run its program. */
  static final int UNWRITTEN = 125;

  // the program's own shell writes its identity before it becomes the program: no instant remains
  // in which it runs and nobody could know, and where nothing is written it never ran
  private static final String KNOWN_PROGRAM =
      """
      d=$1
      [ -z "$2" ] || { echo 0 >"$2"; } 2>/dev/null
      shift 2
      sh -c 'd=$1
      shift
      read -r b </proc/sys/kernel/random/boot_id
      read -r s </proc/self/stat
      echo "$b $s" >"$d/main" || exit 125
      exec "$@"' sutler "$d" "$@"
      c=$?
      echo $c >"$d/exit"
      exit $c
      """;

  // one shell less: of a step only its end matters, so the wrapper stands for its program
  private static final String STEP =
      """
      d=$1
      [ -z "$2" ] || { echo 0 >"$2"; } 2>/dev/null
      shift 2
      read -r b </proc/sys/kernel/random/boot_id
      read -r s </proc/self/stat
      echo "$b $s" >"$d/main" || exit 125
      "$@"
      c=$?
      echo $c >"$d/exit"
      exit $c
      """;

  /**
   * What to start.
   *
   * @param environment the whole environment
   * @param directory its working directory
   * @param control where the wrapper writes; must exist
   * @param output both outputs are appended here
   */
  public record Launch(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path control,
      Path output) {}

  /** What a wrapper wrote of its program. */
  public record Main(Proc.Id id, int session) {}

  private static final List<String> RESET_SIGNALS = IgnoredSignals.reset();

  private Wrapper() {}

  /**
   * Starts a program that is to run on, and whose own identity is wanted; the wrapper is our child
   * as long as we live.
   */
  public static Process startProgram(Launch launch) throws IOException {
    return start(KNOWN_PROGRAM, launch);
  }

  /** Starts a program that is to end; {@link #main} tells the wrapper's own identity. */
  static Process startStep(Launch launch) throws IOException {
    return start(STEP, launch);
  }

  private static Process start(String shell, Launch launch) throws IOException {
    Files.deleteIfExists(launch.control().resolve("main"));
    Files.deleteIfExists(launch.control().resolve("exit"));
    var command = new ArrayList<>(RESET_SIGNALS);
    command.addAll(List.of("setsid", "sh", "-c", shell, "sutler"));
    command.add(launch.control().toString());
    command.add(ControlGroups.make(launch.environment()).map(Path::toString).orElse(""));
    command.addAll(launch.command());
    var builder =
        new ProcessBuilder(command)
            .directory(launch.directory().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(launch.output().toFile()));
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    return builder.start();
  }

  /** Who the program is; empty before it began, or when this is of an earlier boot. */
  public static Optional<Main> main(Path control) throws IOException {
    var boot = bootId() + " ";
    return line(control.resolve("main"))
        .filter(text -> text.startsWith(boot))
        .flatMap(text -> Proc.parse(text.substring(text.indexOf(' ') + 1)))
        .map(p -> new Main(p.id(), p.session()));
  }

  /** Whether the program ever began, in this boot or another. */
  public static boolean began(Path control) {
    return Files.exists(control.resolve("main"));
  }

  /** The exit code as a shell tells it, 128 + n for signal n; empty while it runs or if lost. */
  public static OptionalInt exit(Path control) throws IOException {
    var text = line(control.resolve("exit")).orElse("");
    return text.matches("[0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** {@code exit code 3}, {@code exit by signal 9}. */
  public static String explain(int code) {
    return code > 128 ? "exit by signal " + (code - 128) : "exit code " + code;
  }

  private static String bootId() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  // a line without its end is still being written
  private static Optional<String> line(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var text = Files.readString(file);
    return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
  }
}
