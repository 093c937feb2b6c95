package io.sutler.control;

import io.sutler.domain.OwnerTag;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.store.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All that the looks of one pass went by, as far as sights alone told it. Thread-safe. */
final class Glimpses {
  private final Map<String, Optional<String>> seen = new ConcurrentHashMap<>();

  /** A look at a component begins: what an earlier one went by no longer counts. */
  void begin(String component) {
    seen.remove(component);
  }

  /** A look used this sight; one that used two that differ cannot be known again. */
  void saw(RegionView region, Sight sight, OwnerTag owner) {
    var text = text(region, sight, owner);
    seen.merge(owner.component(), text, (a, b) -> a.equals(b) ? a : Optional.empty());
  }

  static Optional<String> text(RegionView region, Sight sight, OwnerTag owner) {
    return sight.glance(owner).map(told -> region.region() + "\n" + told);
  }

  /**
   * One number for what the store said and what was seen of these components; empty where a look
   * asked more than a sight.
   */
  Optional<Long> print(long read, Collection<String> components) {
    var texts = components.stream().map(c -> seen.getOrDefault(c, Optional.empty())).toList();
    return texts.stream().allMatch(Optional::isPresent)
        ? Optional.of(print(read, texts.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  static long print(long read, List<String> texts) {
    var print = new Fingerprint().add(read);
    texts.forEach(print::add);
    return print.value();
  }
}
