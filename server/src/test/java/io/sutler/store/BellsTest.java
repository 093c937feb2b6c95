package io.sutler.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.store.Changes.Topic;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BellsTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Topic ONE = new Topic.OfDeployment(1);
  private final Bells bells = new Bells();

  @Test
  void what_happens_between_hanging_and_waiting_is_not_missed() throws Exception {
    try (var bell = bells.bell(ONE)) {
      bells.ring(ONE);
      bell.await(LONG);
    }
  }

  @Test
  void each_that_hangs_hears_and_a_waiting_one_wakes() throws Exception {
    try (var first = bells.bell(ONE);
        var second = bells.bell(ONE)) {
      var ringer = Thread.ofVirtual().start(() -> bells.ring(ONE));
      first.await(LONG);
      second.await(LONG);
      ringer.join();
    }
  }

  @Test
  void many_rings_are_one_and_other_topics_are_silent() throws Exception {
    try (var bell = bells.bell(ONE)) {
      bells.ring(ONE);
      bells.ring(ONE);
      bell.await(LONG);
      bells.ring(new Topic.OfDeployment(2));
      assertThat(waits(bell)).isTrue();
      bells.ringAll();
      bell.await(LONG);
    }
  }

  @Test
  void one_that_was_taken_down_takes_no_other_with_it() throws Exception {
    try (var stays = bells.bell(ONE)) {
      bells.bell(ONE).close();
      bells.ring(ONE);
      stays.await(LONG);
    }
    bells.ring(ONE);
  }

  private static boolean waits(Changes.Bell bell) throws InterruptedException {
    long began = System.nanoTime();
    bell.await(Duration.ofMillis(20));
    return System.nanoTime() - began >= Duration.ofMillis(20).toNanos();
  }
}
