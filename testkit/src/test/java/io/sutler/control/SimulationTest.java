package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories with crashes, stale twins, people who change their mind and a cloud that
 * lies. {@code -Dsutler.seed=} runs one again; {@code -Dsutler.histories=} runs that many.
 */
class SimulationTest {
  private static final Logger QUIET = Logger.getLogger("io.sutler");
  private static final long ATTENTION = 15_000_000_000L;

  @Test
  void whatever_happens_the_ledger_comes_to_equal_the_desired_level() throws Exception {
    QUIET.setLevel(Level.OFF);
    var one = Long.getLong("sutler.seed");
    long most = Long.getLong("sutler.histories", 0);
    long from = one == null ? Long.getLong("sutler.from", 1) : one;
    long began = System.nanoTime();
    long seed = from;
    long spared = 0;
    do {
      spared += history(seed++);
    } while (one == null
        && (most > 0 ? seed - from < most : System.nanoTime() - began < ATTENTION));
    System.out.printf(
        "%d histories in %.1f s, %d passes spared%n",
        seed - from, (System.nanoTime() - began) / 1e9, spared);
    assertThat(seed - from).isPositive();
    assertThat(one != null || spared > 0).as("settled deployments cost no pass").isTrue();
  }

  /** On a virtual thread, as everything else: one carrier makes one order. */
  private static long history(long seed) throws InterruptedException {
    var spared = new AtomicLong();
    var failed = new AtomicReference<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                spared.set(new History(seed).run());
              } catch (Throwable e) {
                failed.set(e);
              }
            });
    thread.join();
    if (failed.get() != null) {
      throw new AssertionError(
          "history " + seed + " failed; run it again with -Dsutler.seed=" + seed, failed.get());
    }
    return spared.get();
  }
}
