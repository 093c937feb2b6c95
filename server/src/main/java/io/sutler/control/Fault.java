package io.sutler.control;

import io.sutler.driver.Progress;
import java.util.Optional;

/** What became of something done outside of any run. */
final class Fault {
  private Fault() {}

  /** Why it is not done; empty when it is. */
  static Optional<String> of(Progress progress) {
    return switch (progress) {
      case Progress.Done _ -> Optional.empty();
      case Progress.Waiting waiting -> Optional.of("under way: " + waiting.reason());
      case Progress.Failed failed -> Optional.of(failed.failure().message());
    };
  }
}
