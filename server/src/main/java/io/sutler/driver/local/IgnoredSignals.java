package io.sutler.driver.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signals that this process was told to ignore by whoever started it: a shell without job control
 * does so to what it starts behind it, {@code nohup} too. What we start would inherit that, and a
 * shell script cannot undo it: a service could not be asked to stop.
 */
final class IgnoredSignals {
  private static final Map<Integer, String> THAT_MATTER =
      Map.of(1, "HUP", 2, "INT", 3, "QUIT", 15, "TERM");
  private static final Path OWN_STATUS = Path.of("/proc/self/status");

  private IgnoredSignals() {}

  /** Words to put before a command so that it takes these signals again; mostly none. */
  static List<String> reset() {
    try {
      return reset(Files.readAllLines(OWN_STATUS));
    } catch (IOException unknown) {
      return List.of();
    }
  }

  /**
   * @param status lines of {@code /proc/PID/status}; see proc(5), SigIgn
   */
  static List<String> reset(List<String> status) {
    for (var line : status) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        var words = new ArrayList<String>();
        THAT_MATTER.forEach((number, name) -> {
          if ((mask >>> (number - 1) & 1) == 1) {
            words.add("--default-signal=" + name);
          }
        });
        if (!words.isEmpty()) {
          words.addFirst("env");
        }
        return words;
      }
    }
    return List.of();
  }
}
