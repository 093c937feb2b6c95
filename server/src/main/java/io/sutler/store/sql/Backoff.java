package io.sutler.store.sql;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** How long to wait before trying again. */
final class Backoff {
  private static final long MILLI = 1_000_000;

  private Backoff() {}

  /** Waits 5 ms to half a second, doubling, spread so that two do not meet again. */
  static void before(int tries) {
    long most = Math.min(500, 5L << Math.min(tries, 8));
    LockSupport.parkNanos(MILLI * ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
