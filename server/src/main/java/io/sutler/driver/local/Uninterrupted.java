package io.sutler.driver.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Reads on although its thread was cancelled: whoever cleans up after a cancel must be able to. */
public final class Uninterrupted {
  /** Reads files, and changes nothing: it may be done again from its beginning. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws IOException;
  }

  private Uninterrupted() {}

  /** What was read; a thread that was interrupted before or meanwhile still is afterwards. */
  public static <T> T read(Reading<T> reading) throws IOException {
    boolean cancelled = Thread.interrupted();
    try {
      while (true) {
        try {
          return reading.read();
        } catch (ClosedByInterruptException e) {
          cancelled |= Thread.interrupted();
        }
      }
    } finally {
      if (cancelled) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
