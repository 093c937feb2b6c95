package io.sutler.app;

import io.sutler.catalog.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The shipped plans that this program's tests have checked wholly, by the digest of their content:
 * checking them again at each first start would load what idle servers never need.
 */
final class ShippedPlans {
  /** One plan a line: its digest, then its name for people. */
  static final String LIST = "shipped-plans.txt";

  private ShippedPlans() {}

  /** Whether it is byte for byte what was checked. */
  static boolean areChecked(Bundle bundle) {
    return list().lines().anyMatch(line -> line.startsWith(bundle.digest() + " "));
  }

  static String list() {
    try (var in = ShippedPlans.class.getResourceAsStream(LIST)) {
      return new String(Objects.requireNonNull(in, LIST).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
