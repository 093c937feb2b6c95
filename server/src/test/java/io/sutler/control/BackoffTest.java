package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  @Property(tries = 1000)
  void waits_from_one_second_to_five_minutes_and_a_fifth(
      @ForAll @IntRange int attempts, @ForAll long seed) {
    var now = Instant.EPOCH;
    var wait = Duration.between(now, new Backoff(new Random(seed)).after(now, attempts));
    long doubled = attempts < 1 ? 1 : attempts > 9 ? 300 : Math.min(300, 1L << (attempts - 1));
    assertThat(wait).isBetween(Duration.ofSeconds(doubled), Duration.ofMillis(doubled * 1200));
  }
}
