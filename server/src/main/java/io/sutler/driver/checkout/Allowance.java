package io.sutler.driver.checkout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;

/** What is left of a fetch's bounds, over all its connections. Thread-safe. */
final class Allowance {
  private final InstantSource clock;
  private final Instant until;
  private final long most;
  private long received;

  Allowance(InstantSource clock, Instant until, long most) {
    this.clock = clock;
    this.until = until;
    this.most = most;
  }

  /** It took more than it may. */
  static final class Spent extends IOException {
    private final boolean inTime;

    Spent(boolean inTime) {
      super(inTime ? "too much came" : "it took too long");
      this.inTime = inTime;
    }

    boolean inTime() {
      return inTime;
    }
  }

  synchronized void take(long bytes) throws IOException {
    received += Math.max(0, bytes);
    if (received > most) {
      throw new Spent(true);
    }
    if (clock.instant().isAfter(until)) {
      throw new Spent(false);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new java.nio.channels.ClosedByInterruptException();
    }
  }

  /** A stream whose bytes count. */
  InputStream counting(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        take(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        take(count);
        return count;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        take(skipped);
        return skipped;
      }
    };
  }
}
