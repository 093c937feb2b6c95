package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps the logs of running programs from filling the disk. */
final class BoundLogs {
  static final long MOST = 16 << 20;
  private static final long KEPT = 1 << 20;
  private static final int EVERY_SECONDS = 2;

  private BoundLogs() {}

  /** Until interrupted. */
  static void forEver(Supplier<Iterable<ComponentView>> components) {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
        components.get().forEach(c -> bound(Running.output(c)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts the end of a log aside and empties it; its writer appends, so it goes on at the start. */
  static void bound(Path log) {
    try {
      if (!Files.exists(log) || Files.size(log) <= MOST) {
        return;
      }
      try (var channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        channel.position(channel.size() - KEPT);
        Files.copy(
            Channels.newInputStream(channel),
            log.resolveSibling(log.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        channel.truncate(0);
      }
    } catch (IOException e) {
      // removed meanwhile, or a full disk: the next turn tries again
      return;
    }
  }
}
