package io.sutler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void durations_sizes_and_processors_are_read() {
    assertThat(Units.duration("500ms")).contains(Duration.ofMillis(500));
    assertThat(Units.duration("30s")).contains(Duration.ofSeconds(30));
    assertThat(Units.duration("5m")).contains(Duration.ofMinutes(5));
    assertThat(Units.duration("8h")).contains(Duration.ofHours(8));
    assertThat(Units.duration("7d")).contains(Duration.ofDays(7));
    assertThat(Units.size("512MiB")).contains(512L << 20);
    assertThat(Units.size("999999TiB")).hasValueSatisfying(n -> assertThat(n).isPositive());
    assertThat(Units.cpus("0.5")).contains(500L);
    assertThat(Units.cpus("2")).contains(2_000L);
  }

  @Test
  void anything_else_is_none() {
    for (var bad :
        List.of(
            "", "5", "s", "-5s", "5 s", "5S", "1.5h", "1GB", "1e3", "٣s", "9".repeat(50) + "s")) {
      assertThat(Units.duration(bad)).as(bad).isEmpty();
      assertThat(Units.size(bad)).as(bad).isEmpty();
    }
    for (var bad : List.of("", "-1", "0.0001", "1,5", "half", "1e3", "9".repeat(50))) {
      assertThat(Units.cpus(bad)).as(bad).isEmpty();
    }
  }
}
