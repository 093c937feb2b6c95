package io.sutler.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Many callers at once, each on a virtual thread, sharing a number of turns. */
final class Callers {
  private Callers() {}

  /** Nanoseconds of each turn, by turn. */
  static long[] run(int callers, int turns, LongConsumer turn) throws InterruptedException {
    var nanos = new long[turns];
    var next = new AtomicLong();
    var done = new CountDownLatch(callers);
    for (int c = 0; c < callers; c++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              for (long i = next.getAndIncrement(); i < turns; i = next.getAndIncrement()) {
                long began = System.nanoTime();
                turn.accept(i);
                nanos[(int) i] = System.nanoTime() - began;
              }
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    return nanos;
  }
}
