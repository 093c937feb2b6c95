package io.sutler.cloud.hosts;

import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The host keys that hosts showed when they were first met, in a file that outlives this server.
 * Thread-safe.
 */
final class HostKeys {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();

  HostKeys(Path file) {
    this.file = file;
  }

  /** The key that a place is known by; empty where none is. */
  Optional<String> known(String place) {
    lock.lock();
    try {
      return read().get(place) instanceof String key ? Optional.of(key) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** What a host is known under. */
  static String place(String region, Host host) {
    return region + " " + host.name() + " " + host.where();
  }

  /** The key that a place is known by; from now on this one where none was known. */
  Optional<String> knownOrMet(String place, String shown) {
    lock.lock();
    try {
      var all = read();
      var known = all.get(place);
      if (known instanceof String key) {
        return Optional.of(key);
      }
      all.put(place, shown);
      write(all);
      return Optional.of(shown);
    } finally {
      lock.unlock();
    }
  }

  private TreeMap<String, Object> read() {
    try {
      return Files.exists(file)
          ? new TreeMap<>(Json.object(Files.readString(file)))
          : new TreeMap<>();
    } catch (IOException | IllegalArgumentException e) {
      // a file that cannot be read knows nobody
      return new TreeMap<>();
    }
  }

  private void write(Map<String, Object> all) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(
          part,
          Json.write(all),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // it is met anew next time
    }
  }
}
