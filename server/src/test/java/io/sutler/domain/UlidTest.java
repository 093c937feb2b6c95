package io.sutler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidTest {
  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  private final Random random = new Random(1);

  @Test
  void those_of_one_millisecond_sort_as_they_were_made() {
    var made = IntStream.range(0, 10_000).mapToObj(_ -> Ulid.of(NOW, random)).toList();
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_later_one_sorts_after_an_earlier_one() {
    assertThat(Ulid.of(NOW.plusMillis(1), random)).isGreaterThan(Ulid.of(NOW, random));
    assertThat(Ulid.of(NOW, random)).hasSize(26).matches("[0-9A-HJKMNP-TV-Z]{26}");
  }
}
