package io.sutler.control;

import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.util.Optional;

/** What is done to the world outside of any run: nobody reads its log. */
final class Silence {
  static final StepLog LOG =
      new StepLog() {
        @Override
        public void output(String chunk) {}

        @Override
        public void note(String line) {}

        @Override
        public void handle(String handle) {}
      };

  private Silence() {}

  /** Why it is not done; empty when it is. */
  static Optional<String> fault(Progress progress) {
    return switch (progress) {
      case Progress.Done _ -> Optional.empty();
      case Progress.Waiting waiting -> Optional.of("under way: " + waiting.reason());
      case Progress.Failed failed -> Optional.of(failed.failure().message());
    };
  }
}
