package io.sutler.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GhostPolicyTest {
  private static GhostPolicy of(Map<String, Object> settings) {
    return GhostPolicy.of(new Region("lab", Optional.empty(), "fake", "", settings, "", false, 10));
  }

  @Test
  void nothing_is_removed_unless_somebody_said_so() {
    assertThat(of(Map.of())).isEqualTo(GhostPolicy.NEVER);
    assertThat(of(Map.of("ghosts", Map.of()))).isEqualTo(GhostPolicy.NEVER);
  }

  @Test
  void data_is_spoken_of_by_itself() {
    var policy = of(Map.of("ghosts", Map.of("remove_after", "24h", "remove_data_after", "30d")));
    assertThat(policy.bears(false)).contains(Duration.ofHours(24));
    assertThat(policy.bears(true)).contains(Duration.ofDays(30));
  }

  static Stream<Object> nonsense() {
    return Stream.of(
        "24h",
        List.of("24h"),
        Map.of("remove", "24h"),
        Map.of("remove_after", 24),
        Map.of("remove_after", "0s"),
        Map.of("remove_after", "9m"),
        Map.of("remove_after", "-24h"),
        Map.of("remove_after", "24h\n"),
        Map.of("remove_data_after", Map.of()),
        Map.of("remove_after", "99999999999999999999d"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void what_is_not_understood_is_refused_in_a_sentence(Object said) {
    assertThatThrownBy(() -> of(Map.of("ghosts", said)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ghosts: ");
  }
}
