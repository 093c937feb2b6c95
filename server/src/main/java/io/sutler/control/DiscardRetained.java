package io.sutler.control;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.domain.Retained;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Discards retained storage whose time has come, where this server can reach it. */
final class DiscardRetained {
  private static final Logger LOG = Logger.getLogger(DiscardRetained.class.getName());
  private static final int AT_ONCE = 50;
  private final House house;
  private final Set<String> places;

  DiscardRetained(House house, Set<String> places) {
    this.house = house;
    this.places = places;
  }

  /** One round; what fails, or was not seen gone yet, stays listed and comes in the next. */
  void round() {
    var store = house.tools().store();
    for (var retained : store.reads().expiredRetained(house.tools().clock().instant(), AT_ONCE)) {
      var region = house.region(retained.project(), retained.region());
      if (region.isPresent() && places.contains(region.get().region().place())) {
        discard(retained);
      }
    }
  }

  private Progress remove(Retained retained) throws InterruptedException {
    var driver = house.drivers().get(retained.driver());
    var region = house.region(retained.project(), retained.region());
    return driver == null || region.isEmpty()
        ? new Progress.Failed(
            new Failure(Blame.PLATFORM, "region-gone", "its region or driver is gone"))
        : driver.discard(retained.handle(), region.get(), StepLog.SILENT);
  }

  private void discard(Retained retained) {
    try {
      switch (remove(retained)) {
        case Progress.Done _ ->
            house.tools().store().reads().removeRetained(retained.project(), retained.id());
        case Progress.Waiting waiting ->
            LOG.log(Level.FINE, () -> retained.name() + " goes: " + waiting.reason());
        case Progress.Failed failed ->
            LOG.log(
                Level.WARNING,
                () -> retained.name() + " was not discarded: " + failed.failure().message());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
