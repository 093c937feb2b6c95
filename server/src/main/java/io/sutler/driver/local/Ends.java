package io.sutler.driver.local;

import io.sutler.domain.Blame;
import java.io.IOException;
import java.nio.file.Files;

/** Turns the bad ends of programs into failures that people understand. */
public final class Ends {
  private Ends() {}

  /**
   * What an exit code other than 0 means: by the custom of {@code sysexits.h} 64, 65 and 78 are the
   * user's mistake, 69 is the provider's fault; any other is tried again.
   */
  public static ProgramFailure exited(Task task, int code) throws IOException {
    var file = task.control().resolve("last-lines");
    var lines = Files.exists(file) ? Files.readString(file) : "";
    return new ProgramFailure(
        blame(code),
        "script-exited",
        about(task) + " failed (" + Wrapper.explain(code) + ")" + said(lines));
  }

  /** Whose fault an exit code says it is. */
  public static Blame blame(int code) {
    return switch (code) {
      case 64, 65, 78 -> Blame.USER;
      case 69 -> Blame.PROVIDER;
      default -> Blame.PLATFORM;
    };
  }

  /** {@code ; its last lines: ...}, or nothing. */
  public static String said(String lines) {
    return lines.isEmpty() ? "" : "; its last lines: " + lines;
  }

  static ProgramFailure overdue(Task task, String lines) {
    return new ProgramFailure(
        Blame.PLATFORM,
        "deadline",
        about(task) + " did not end before its deadline and was ended" + said(lines));
  }

  static ProgramFailure unwritten(Task task) {
    return new ProgramFailure(
        Blame.CAPACITY,
        "disk-full",
        about(task) + " was not run: its workspace cannot be written; make room on the disk");
  }

  static ProgramFailure lost(Task task, String lines) {
    return new ProgramFailure(
        Blame.PLATFORM,
        "cut-off",
        about(task) + " was cut off and will be run again" + said(lines));
  }

  static ProgramFailure cutOff(Task task) {
    return new ProgramFailure(
        Blame.USER,
        "cut-off",
        about(task)
            + " was cut off, how far it came is unknown, and it may not be repeated by itself:"
            + " look what it did, then ask for it again");
  }

  private static String about(Task task) {
    return task.words().getFirst()
        + task.operation().map(o -> " of operation " + o).orElse(" (" + task.phase() + ")");
  }
}
