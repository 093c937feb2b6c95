package io.sutler.cloud.container;

import io.sutler.cloud.CloudTraits;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.Resources;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What every container engine offers, so that a newcomer need declare nothing. */
final class Offers {
  private static final long MIB = 1 << 20;

  static final CloudTraits TRAITS =
      new CloudTraits(
          "container",
          Settings.SCHEMA,
          true,
          false,
          Duration.ofSeconds(2),
          List.of(
              flavor("tiny", 500, 256),
              flavor("small", 1000, 1024),
              flavor("medium", 2000, 2048),
              flavor("large", 4000, 8192)),
          List.of(new Image("debian-12", Optional.empty(), "", "sutler/host:debian-12", "root")));

  private Offers() {}

  private static Flavor flavor(String name, long cpus, long mebibytes) {
    return new Flavor(
        name, Optional.empty(), "", "", new Resources(cpus, mebibytes * MIB, 0), BigDecimal.ZERO);
  }
}
