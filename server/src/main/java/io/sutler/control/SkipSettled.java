package io.sutler.control;

import io.sutler.domain.OwnerTag;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.store.Glance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Spares settled deployments the safety resync's pass: where the store and the sights say to the
 * letter what they said to a pass that found nothing to do, the next would find nothing either.
 * Thread-safe.
 */
final class SkipSettled {
  private final House house;
  private final Leases leases;
  private final Settled settled;
  private final LongAdder spared = new LongAdder();

  SkipSettled(House house, Leases leases, Settled settled) {
    this.house = house;
    this.leases = leases;
    this.settled = settled;
  }

  /** Those of these keys that need a pass. */
  List<Long> unsettled(List<Long> keys) {
    var settledNow = new HashSet<Long>();
    for (var glance : house.tools().store().passes().glance(keys)) {
      if (isSettled(glance)) {
        settledNow.add(glance.key());
      } else {
        settled.expect(glance.key(), glance.print());
      }
    }
    spared.add(settledNow.size());
    return keys.stream().filter(key -> !settledNow.contains(key)).toList();
  }

  private boolean isSettled(Glance glance) {
    return !glance.busy()
        && leases.fence(glance.place(), glance.key()).isPresent()
        && seen(glance)
            .filter(texts -> settled.is(glance.key(), Glimpses.print(glance.print(), texts)))
            .isPresent();
  }

  /** What sights that stand say of its components; a pass must look where none does. */
  private Optional<List<String>> seen(Glance glance) {
    var texts = new ArrayList<String>(glance.made().size());
    for (var made : glance.made()) {
      var region = region(glance, made);
      var sight = region.flatMap(r -> standing(made, r));
      if (sight.isEmpty()) {
        return Optional.empty();
      }
      var owner = new OwnerTag(region.get().installation(), glance.id(), made.component());
      var text = Glimpses.text(region.get(), sight.get(), owner);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  private Optional<RegionView> region(Glance glance, Glance.Made made) {
    return house
        .looks()
        .region(
            glance.project(),
            made.region(),
            Pass.OLD_ENOUGH,
            () -> house.region(glance.project(), made.region()));
  }

  private Optional<Sight> standing(Glance.Made made, RegionView region) {
    var driver = house.drivers().get(made.driver());
    return driver == null
        ? Optional.empty()
        : house.looks().standing(driver, region, Pass.OLD_ENOUGH);
  }

  /** Passes that were spared so far. */
  long spared() {
    return spared.sum();
  }
}
