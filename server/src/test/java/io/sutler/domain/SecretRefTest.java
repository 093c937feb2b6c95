package io.sutler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretRefTest {
  private static final String FORGED = new SecretRef("another/password").text();

  @Test
  void a_placeholder_is_found_at_any_depth_of_data_and_in_names() {
    assertThat(SecretRef.isWithin(FORGED)).isTrue();
    assertThat(SecretRef.isWithin(Map.of("a", List.of(1L, Map.of("b", "x" + FORGED))))).isTrue();
    assertThat(SecretRef.isWithin(Map.of(FORGED, true))).isTrue();
    assertThat(SecretRef.isWithin(List.of("\u0002"))).isTrue();
  }

  @Test
  void ordinary_data_holds_none() {
    assertThat(SecretRef.isWithin(Map.of("a", List.of("${secrets.x}", 1L, 2.5, true)))).isFalse();
  }
}
