package io.sutler.driver;

/**
 * Where a step writes its log. Thread-safe. Secrets of the component are masked behind this
 * interface, also when split over two lines or chunks; size is bounded behind it too.
 */
public interface StepLog {
  /** Of what nothing is kept but its result. */
  StepLog SILENT =
      new StepLog() {
        @Override
        public void output(String chunk) {}

        @Override
        public void note(String line) {}

        @Override
        public void handle(String handle) {}
      };

  /** Raw output of a tool; any chunking, any bytes decoded as UTF-8. */
  void output(String chunk);

  /** One line of Sutler's own account. */
  void note(String line);

  /** Records a handle durably before the step goes on: a crash after this finds it. */
  void handle(String handle);

  /** One line of what it came to, in figures; it stays with the step, the last one given. */
  default void summary(String line) {}
}
