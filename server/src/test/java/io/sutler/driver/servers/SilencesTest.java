package io.sutler.driver.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilencesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private final Silences silences = new Silences();

  @Test
  void a_silence_lasts_until_it_is_broken() {
    assertThat(silences.since("a", NOW)).isEqualTo(NOW);
    assertThat(silences.since("a", NOW.plusSeconds(9))).isEqualTo(NOW);
    assertThat(silences.since("b", NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
    silences.broken("a");
    silences.broken("nobody");
    assertThat(silences.since("a", NOW.plusSeconds(10))).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void those_of_machines_that_are_long_gone_are_forgotten() {
    for (int i = 0; i <= 10_000; i++) {
      silences.since("gone-" + i, NOW);
    }
    var later = NOW.plus(Duration.ofDays(2));
    silences.since("a", later);
    assertThat(silences.since("gone-0", later)).isEqualTo(later);
  }
}
