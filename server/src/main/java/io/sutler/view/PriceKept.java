package io.sutler.view;

import io.sutler.domain.Region;
import io.sutler.domain.Retained;
import io.sutler.meter.Prices;
import io.sutler.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What kept storage costs, by the prices of its region. Thread-safe. */
record PriceKept(Store store) {
  Kept price(Retained kept, Instant now) {
    var hourly =
        store
            .plans()
            .region(Optional.of(kept.project()), kept.region())
            .flatMap(region -> hourly(region, kept.bytes()));
    var age = Duration.between(kept.since(), now);
    return new Kept(kept, hourly, hourly.map(price -> Prices.over(price, age)));
  }

  private static Optional<BigDecimal> hourly(Region region, long bytes) {
    try {
      return Prices.of(region, List.of()).storage(bytes);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
