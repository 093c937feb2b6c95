package io.sutler.cli.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Processes that carry an installation's tag in their environment.
 *
 * @param installation never a part of another one's: the tag's first segment
 */
public record OwnedProcesses(String installation) {

  /** Those there are; none where the system has no {@code /proc}. */
  public List<ProcessHandle> all() {
    return installation.isEmpty()
        ? List.of()
        : ProcessHandle.allProcesses().filter(p -> owns(p.pid())).toList();
  }

  /** Ends them at once. */
  public void kill() {
    for (var process : all()) {
      process.destroyForcibly();
    }
  }

  private boolean owns(long pid) {
    return environment(pid)
        .map(e -> ("\0" + e).contains("\0SUTLER_OWNER=" + installation + "/"))
        .orElse(false);
  }

  private static Optional<String> environment(long pid) {
    try {
      return Optional.of(
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")),
              StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
