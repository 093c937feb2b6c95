package io.sutler.cloud.hosts;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The host keys that hosts showed when they were first met, in a file that outlives this server.
 * Thread-safe.
 */
final class HostKeys {
  private final Remembered file;
  private final ReentrantLock lock = new ReentrantLock();

  HostKeys(Path file) {
    this.file = new Remembered(file);
  }

  /** The key that a place is known by; empty where none is. */
  Optional<String> known(String place) {
    lock.lock();
    try {
      return file.read().get(place) instanceof String key ? Optional.of(key) : Optional.empty();
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
      var all = file.read();
      var known = all.get(place);
      if (known instanceof String key) {
        return Optional.of(key);
      }
      all.put(place, shown);
      file.write(all);
      return Optional.of(shown);
    } finally {
      lock.unlock();
    }
  }
}
