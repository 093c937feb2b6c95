package io.sutler.view;

import io.sutler.store.Changes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whenever something was written, and now and then without being told. */
final class Await {
  /** For what another server wrote and this one did not hear of. */
  static final Duration NET = Duration.ofSeconds(1);

  private Await() {}

  /** The first find within the time; looks at least once. */
  static <T> Optional<T> first(
      Changes changes, Changes.Topic topic, Duration timeout, Supplier<Optional<T>> look)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    try (var bell = changes.bell(topic)) {
      while (true) {
        var found = look.get();
        var left = Duration.ofNanos(end - System.nanoTime());
        if (found.isPresent() || !left.isPositive()) {
          return found;
        }
        bell.await(left.compareTo(NET) < 0 ? left : NET);
      }
    }
  }
}
