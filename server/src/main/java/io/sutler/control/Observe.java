package io.sutler.control;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.secret.CannotOpen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    if (names.size() <= 1) {
      for (var name : names) {
        situation.observations.put(name, look(name, maxAge));
      }
      return;
    }
    situation.observations.putAll(atOnce(names, maxAge));
  }

  void one(String name) throws InterruptedException {
    situation.observations.put(name, look(name, Duration.ZERO));
  }

  private Map<String, Observation> atOnce(List<String> names, Duration maxAge)
      throws InterruptedException {
    var seen = new ConcurrentHashMap<String, Observation>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Observation>> looks =
          names.stream().map(n -> threads.submit(() -> look(n, maxAge))).toList();
      for (int i = 0; i < names.size(); i++) {
        try {
          seen.put(names.get(i), looks.get(i).get());
        } catch (ExecutionException e) {
          seen.put(names.get(i), new Observation.Unknown("the look broke: " + e.getCause()));
        } catch (InterruptedException e) {
          threads.shutdownNow();
          throw e;
        }
      }
    }
    return seen;
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
