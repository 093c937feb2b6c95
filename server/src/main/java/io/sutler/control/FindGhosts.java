package io.sutler.control;

import io.sutler.domain.Deployment;
import io.sutler.domain.Region;
import io.sutler.domain.Retained;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.store.Store;
import io.sutler.view.Ghosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what carries our tag in every region with what is declared or retained. Thread-safe. */
public final class FindGhosts implements Ghosts {
  private final House house;

  public FindGhosts(House house) {
    this.house = house;
  }

  @Override
  public List<Ghost> list() throws InterruptedException {
    var ghosts = new ArrayList<Ghost>();
    var kept = retained();
    for (var region : store().plans().regions(Optional.empty())) {
      for (var driver : house.drivers().values()) {
        var sight = house.looks().at(driver, house.view(region), Duration.ZERO);
        ghosts.addAll(among(region, driver, sight, kept));
      }
    }
    return ghosts;
  }

  private List<Ghost> among(Region region, Driver driver, Sight sight, Set<String> kept) {
    var owners = new HashSet<>(sight.found().stream().map(f -> f.owner().deployment()).toList());
    var existing = store().reads().existing(owners);
    var ghosts = new ArrayList<Ghost>();
    for (var found : sight.found()) {
      var id = found.owner().deployment();
      boolean declared =
          existing.contains(id)
              && store().reads().deployment(id).map(d -> declares(d, found)).orElse(false);
      if (!declared && !kept.contains(found.handle())) {
        ghosts.add(
            new Ghost(
                region.name(),
                driver.traits().name(),
                found.kind(),
                found.handle(),
                found.owner(),
                found.detail(),
                found.since()));
      }
    }
    return ghosts;
  }

  /**
   * A component that is not recorded may just be in the making: its first record comes with its
   * end.
   */
  private boolean declares(Deployment d, Sight.Found found) {
    var records = store().reads().components(d.key());
    return records.stream().anyMatch(r -> r.name().equals(found.owner().component()))
        || d.observed().generation() < d.generation();
  }

  /** Handles of all that was kept on purpose, whoever's it is. */
  private Set<String> retained() {
    var handles = new HashSet<String>();
    var after = "";
    while (true) {
      var page = store().accounts().projects(after, 500);
      if (page.isEmpty()) {
        return handles;
      }
      page.forEach(p -> store().reads().retained(p.id()).forEach(r -> handles.add(r.handle())));
      after = page.getLast().name();
    }
  }

  @Override
  public Optional<String> remove(Ghost ghost) throws InterruptedException {
    var still = list().stream().filter(g -> g.handle().equals(ghost.handle())).findFirst();
    if (still.isEmpty()) {
      return Optional.of("it is no ghost, or no longer there");
    }
    var driver = house.drivers().get(ghost.driver());
    var region = store().plans().region(Optional.empty(), ghost.region());
    if (driver == null || region.isEmpty()) {
      return Optional.of("its region or driver is gone");
    }
    var found =
        new Sight.Found(ghost.owner(), ghost.kind(), ghost.handle(), ghost.detail(), ghost.since());
    return said(driver.sweep(found, house.view(region.get()), SILENT));
  }

  /** Removes storage that was retained; empty when it worked, else why not. */
  public Optional<String> discard(Retained retained) throws InterruptedException {
    var driver = house.drivers().get(retained.driver());
    var region = house.region(retained.project(), retained.region());
    if (driver == null || region.isEmpty()) {
      return Optional.of("its region or driver is gone");
    }
    return said(driver.discard(retained.handle(), region.get(), SILENT));
  }

  private static Optional<String> said(Progress progress) {
    return switch (progress) {
      case Progress.Done _ -> Optional.empty();
      case Progress.Waiting waiting -> Optional.of("under way: " + waiting.reason());
      case Progress.Failed failed -> Optional.of(failed.failure().message());
    };
  }

  private Store store() {
    return house.tools().store();
  }

  private static final StepLog SILENT =
      new StepLog() {
        @Override
        public void output(String chunk) {}

        @Override
        public void note(String line) {}

        @Override
        public void handle(String handle) {}
      };
}
