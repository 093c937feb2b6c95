package io.sutler.control;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.many.AtOnce;
import io.sutler.secret.CannotOpen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at a deployment's components; a look that breaks is an observation too. */
final class Observe {
  private static final Logger LOG = Logger.getLogger(Observe.class.getName());
  private final House house;
  private final Situation situation;
  private final MakeView views;

  Observe(House house, Situation situation) {
    this.house = house;
    this.situation = situation;
    this.views = new MakeView(house, situation.deployment(), situation.project());
  }

  /** All that are declared or recorded and were not looked at in this pass. */
  void all(Duration maxAge) throws InterruptedException {
    var names =
        situation.names().stream().filter(n -> !situation.observations.containsKey(n)).toList();
    var seen =
        names.size() == 1
            ? List.of(look(names.getFirst(), maxAge))
            : AtOnce.each(names, names.size(), name -> tried(name, maxAge));
    for (int i = 0; i < names.size(); i++) {
      situation.observations.put(names.get(i), seen.get(i));
    }
  }

  void one(String name) throws InterruptedException {
    situation.observations.put(name, look(name, Duration.ZERO));
  }

  /** One look that breaks does not take the others with it. */
  private Observation tried(String name, Duration maxAge) throws InterruptedException {
    try {
      return look(name, maxAge);
    } catch (RuntimeException e) {
      return new Observation.Unknown("the look broke: " + e);
    }
  }

  private Observation look(String name, Duration maxAge) throws InterruptedException {
    var record = Optional.ofNullable(situation.records.get(name));
    // What stands in another place or by another driver must be seen where it stands.
    var component = situation.standing(name);
    return component.isEmpty() ? new Observation.Absent() : look(component.get(), record, maxAge);
  }

  private Observation look(
      DesiredComponent component, Optional<ComponentRecord> record, Duration maxAge)
      throws InterruptedException {
    Driver driver = house.drivers().get(component.driver());
    if (driver == null) {
      return new Observation.Unknown("there is no driver '" + component.driver() + "' here");
    }
    var region =
        maxAge.isZero()
            ? situation.region(component.region())
            : situation.region(component.region(), maxAge);
    if (region.isEmpty()) {
      return new Observation.Unknown("there is no region '" + component.region() + "'");
    }
    ComponentView view;
    try {
      view =
          views.make(
              component, record, region.get(), situation.desired().runState(), false, "look");
    } catch (CannotOpen e) {
      return new Observation.Unknown(String.valueOf(e.getMessage()));
    }
    situation.glimpses.begin(component.name());
    try {
      return driver.observe(
          view,
          () -> {
            var sight = house.looks().at(driver, region.get(), maxAge);
            situation.glimpses.saw(region.get(), sight, view.owner());
            return sight;
          });
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "looking at " + component.name() + " broke");
      return new Observation.Unknown("the look failed: " + e.getMessage());
    }
  }
}
