package io.sutler.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Flavor;
import io.sutler.domain.Region;
import io.sutler.domain.Resources;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PricesTest {
  private static Prices of(Map<String, Object> settings, Flavor... flavors) {
    return Prices.of(
        new Region("lab", Optional.empty(), "fake", "", settings, "", false, 10), List.of(flavors));
  }

  private static Flavor flavor(String name, String region, String nativeId, String hourly) {
    var size = new Resources(1000, 1L << 30, 0);
    return new Flavor(name, Optional.empty(), region, nativeId, size, new BigDecimal(hourly));
  }

  @Test
  void a_machine_costs_what_its_flavor_does_the_regions_own_before_everybodys() {
    var prices =
        of(
            Map.of(),
            flavor("small", "", "m1", "0.05"),
            flavor("small", "lab", "m1", "0.07"),
            flavor("other", "elsewhere", "m2", "9"),
            flavor("free", "", "m3", "0"));
    assertThat(prices.machine("m1")).contains(new BigDecimal("0.07"));
    assertThat(prices.machine("m2")).as("of another region").isEmpty();
    assertThat(prices.machine("m3")).as("nobody said").isEmpty();
    assertThat(prices.machine("")).isEmpty();
  }

  @Test
  void storage_is_priced_by_the_gibibyte_and_other_things_each() {
    var prices = of(Map.of("prices", Map.of("disk", "0.0002", "address", 0.004)));
    assertThat(prices.storage(10L << 30)).contains(new BigDecimal("0.002"));
    assertThat(prices.other("address")).contains(new BigDecimal("0.004"));
    assertThat(prices.other("key")).isEmpty();
    assertThat(of(Map.of()).storage(10L << 30)).isEmpty();
  }

  @Test
  void an_amount_grows_with_time_and_never_below_nothing() {
    var hourly = new BigDecimal("0.05");
    assertThat(Prices.over(hourly, Duration.ofDays(10))).isEqualTo(new BigDecimal("12"));
    assertThat(Prices.over(hourly, Duration.ofDays(-1))).isEqualTo(BigDecimal.ZERO);
  }

  static Stream<Object> nonsense() {
    return Stream.of(
        "0.1",
        List.of(),
        Map.of("disk", -1),
        Map.of("disk", "1e999999999"),
        Map.of("disk", "1e-999999999"),
        Map.of("disk", "0.1 EUR"),
        Map.of("disk", Map.of()),
        Map.of("disk", true),
        Map.of("disk", "9".repeat(1000)));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void what_is_no_price_is_refused_in_a_sentence(Object said) {
    assertThatThrownBy(() -> of(Map.of("prices", said)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("prices: ");
  }
}
