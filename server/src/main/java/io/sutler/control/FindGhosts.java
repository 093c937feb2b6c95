package io.sutler.control;

import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compares what carries our tag in every region with what is declared or retained. Thread-safe. */
public final class FindGhosts implements Ghosts {
  private static final int PAGE = 500;
  private final House house;

  public FindGhosts(House house) {
    this.house = house;
  }

  /** What may only have been on its way out when it was seen is looked at twice. */
  @Override
  public List<Ghost> list() throws InterruptedException {
    var first = look();
    if (first.isEmpty()) {
      return first;
    }
    var again = look().stream().map(Ghost::handle).collect(Collectors.toSet());
    return first.stream().filter(g -> again.contains(g.handle())).toList();
  }

  /** What there is of ours in one region that nobody declared, and where it could not be seen. */
  public List<String> leftovers(Region region) throws InterruptedException {
    var left = new ArrayList<String>();
    for (var driver : house.drivers().values()) {
      var sight = house.looks().at(driver, house.view(region), Duration.ZERO);
      among(region, driver, sight, retained()).forEach(g -> left.add(g.kind() + " " + g.detail()));
      sight.blind().ifPresent(why -> left.add("what cannot be seen now: " + why));
    }
    return left;
  }

  private List<Ghost> look() throws InterruptedException {
    var ghosts = new ArrayList<Ghost>();
    for (var region : regions()) {
      for (var driver : house.drivers().values()) {
        var sight = house.looks().at(driver, house.view(region), Duration.ZERO);
        ghosts.addAll(among(region, driver, sight, retained()));
      }
    }
    return ghosts;
  }

  /** Everybody's, and each project's own. */
  private List<Region> regions() {
    var regions = new LinkedHashSet<Region>(store().plans().regions(Optional.empty()));
    projects(p -> regions.addAll(store().plans().regions(Optional.of(p.id()))));
    return List.copyOf(regions);
  }

  private List<Ghost> among(Region region, Driver driver, Sight sight, Set<String> kept) {
    var owners = new HashSet<>(sight.found().stream().map(f -> f.owner().deployment()).toList());
    var existing = store().reads().existing(owners);
    var ghosts = new ArrayList<Ghost>();
    for (var found : sight.found()) {
      var id = found.owner().deployment();
      boolean declared =
          existing.contains(id)
              && store()
                  .reads()
                  .deployment(id)
                  .map(d -> isRecorded(d, found, region, driver))
                  .orElse(false);
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

  /** A component is recorded, with its place, before it is made. */
  private boolean isRecorded(Deployment d, Sight.Found found, Region region, Driver driver) {
    return store().reads().components(d.key()).stream()
        .anyMatch(r ->
            r.name().equals(found.owner().component())
                && r.region().equals(region.name())
                && r.driver().equals(driver.traits().name()));
  }

  /** Handles of all that was kept on purpose, whoever's it is. */
  private Set<String> retained() {
    var handles = new HashSet<String>();
    projects(p -> store().reads().retained(p.id()).forEach(r -> handles.add(r.handle())));
    return handles;
  }

  private void projects(Consumer<Project> each) {
    var page = store().accounts().projects("", PAGE);
    while (!page.isEmpty()) {
      page.forEach(each);
      page = store().accounts().projects(page.getLast().name(), PAGE);
    }
  }

  @Override
  public Optional<String> remove(Ghost ghost) throws InterruptedException {
    var still = list().stream().filter(g -> g.handle().equals(ghost.handle())).findFirst();
    if (still.isEmpty()) {
      return Optional.of("it is no ghost, or no longer there");
    }
    var driver = house.drivers().get(ghost.driver());
    var region = regions().stream().filter(r -> r.name().equals(ghost.region())).findFirst();
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
