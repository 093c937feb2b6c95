package io.sutler.meter;

import io.sutler.domain.Flavor;
import io.sutler.domain.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What things of a region cost an hour: machines by their flavor, the rest as the region's setting
 * {@code prices} says: {@code {"disk": 0.0001, "address": 0.004}}, of storage for each GiB. Pure.
 *
 * @param each by kind of thing
 * @param flavors that the region's machines may be of
 */
public record Prices(Map<String, BigDecimal> each, List<Flavor> flavors) {
  /** The setting's name. */
  public static final String SETTING = "prices";

  private static final String DISK = "disk";
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
  private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  private static final int KINDS = 50;
  private static final int DIGITS = 6;

  public Prices {
    each = Map.copyOf(each);
    flavors = List.copyOf(flavors);
  }

  /**
   * @param all flavors that the region's project sees
   * @throws IllegalArgumentException with a sentence when the setting is not understood
   */
  public static Prices of(Region region, List<Flavor> all) {
    var said = region.settings().getOrDefault(SETTING, Map.of());
    var each = new HashMap<String, BigDecimal>();
    if (!(said instanceof Map<?, ?> map) || map.size() > KINDS) {
      throw wrong();
    }
    map.forEach((kind, price) -> {
      if (!(price instanceof Number) && !(price instanceof String)) {
        throw wrong();
      }
      each.put(String.valueOf(kind), price(String.valueOf(price)));
    });
    return new Prices(
        each,
        all.stream()
            .filter(f -> f.region().isEmpty() || f.region().equals(region.name()))
            .toList());
  }

  private static BigDecimal price(String text) {
    try {
      var price = text.length() > 40 ? MOST.negate() : new BigDecimal(text);
      if (price.signum() >= 0 && price.compareTo(MOST) < 0 && price.scale() <= 20) {
        return price;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong();
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "prices: write what each kind costs an hour, storage by the GiB, as in"
            + " {\"disk\": 0.0001, \"address\": 0.004}");
  }

  /** A machine's; the region's own flavors before those of all. Empty where nobody said. */
  public Optional<BigDecimal> machine(String nativeFlavor) {
    var known = flavors.stream().filter(f -> f.nativeName().equals(nativeFlavor)).toList();
    return known.stream()
        .filter(f -> !f.region().isEmpty())
        .findFirst()
        .or(() -> known.stream().findFirst())
        .map(Flavor::hourly)
        .filter(price -> price.signum() > 0);
  }

  public Optional<BigDecimal> storage(long bytes) {
    return Optional.ofNullable(each.get(DISK))
        .map(price ->
            rounded(price.multiply(BigDecimal.valueOf(bytes)).divide(GIB, 20, RoundingMode.UP)));
  }

  /** Anything else's. */
  public Optional<BigDecimal> other(String kind) {
    return Optional.ofNullable(each.get(kind)).map(Prices::rounded);
  }

  /** What so much an hour makes in this time. */
  public static BigDecimal over(BigDecimal hourly, Duration time) {
    var seconds = BigDecimal.valueOf(Math.max(0, time.toSeconds()));
    return rounded(hourly.multiply(seconds).divide(SECONDS, 20, RoundingMode.HALF_UP));
  }

  private static BigDecimal rounded(BigDecimal amount) {
    var brief = amount.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return brief.scale() < 0 ? brief.setScale(0) : brief;
  }
}
