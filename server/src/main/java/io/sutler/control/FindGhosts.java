package io.sutler.control;

import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.Sight;
import io.sutler.store.Store;
import io.sutler.view.Ghosts.Unseen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compares what carries our tag in regions with what is declared or retained. Thread-safe. */
public final class FindGhosts {
  private static final int PAGE = 500;
  private final House house;

  public FindGhosts(House house) {
    this.house = house;
  }

  /**
   * What a look at several regions found.
   *
   * @param whole places that were seen wholly, as {@link #place} names them
   */
  record Seen(List<Leftover> ghosts, List<Unseen> unseen, Set<String> whole) {}

  static String place(Region region, Driver driver) {
    return driver.traits().name() + " in " + region.id();
  }

  /** What may only have been on its way out when it was seen is looked at twice. */
  Seen in(List<Region> regions) throws InterruptedException {
    var first = look(regions);
    if (first.ghosts.isEmpty()) {
      return first;
    }
    var again = look(regions).ghosts.stream().map(Leftover::id).collect(Collectors.toSet());
    return new Seen(
        first.ghosts.stream().filter(g -> again.contains(g.id())).toList(),
        first.unseen,
        first.whole);
  }

  /** Handles of all ghosts, wherever they are. */
  Set<String> handles() throws InterruptedException {
    return in(store().plans().everyRegion()).ghosts.stream()
        .map(g -> g.found().handle())
        .collect(Collectors.toSet());
  }

  /** What there is of ours in one region that nobody declared, and where it could not be seen. */
  public List<String> leftovers(Region region) throws InterruptedException {
    var seen = look(List.of(region));
    var left = new ArrayList<String>();
    seen.ghosts.forEach(g -> left.add(g.found().kind() + " " + g.found().detail()));
    seen.unseen.forEach(u -> left.add("what cannot be seen now: " + u.why()));
    return left;
  }

  private Seen look(List<Region> regions) throws InterruptedException {
    var seen = new Seen(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    for (var region : regions) {
      for (var driver : house.drivers().values()) {
        look(region, driver, seen);
      }
    }
    return seen;
  }

  /** One region that is away keeps nobody from seeing the others. */
  private void look(Region region, Driver driver, Seen seen) throws InterruptedException {
    var name = driver.traits().name();
    Sight sight;
    try {
      sight = house.looks().at(driver, house.view(region), Duration.ZERO);
    } catch (RuntimeException e) {
      seen.unseen.add(new Unseen(region.name(), name, String.valueOf(e.getMessage())));
      return;
    }
    // what was kept meanwhile must be known: asked after the look
    var kept = retained();
    among(region, driver, sight).stream()
        .filter(g -> !kept.contains(g.found().handle()))
        .forEach(seen.ghosts::add);
    sight
        .blind()
        .ifPresentOrElse(
            why -> seen.unseen.add(new Unseen(region.name(), name, why)),
            () -> seen.whole.add(place(region, driver)));
  }

  private List<Leftover> among(Region region, Driver driver, Sight sight)
      throws InterruptedException {
    var owners = new HashSet<>(sight.found().stream().map(f -> f.owner().deployment()).toList());
    var existing = store().reads().existing(owners);
    var recorded = new Recorded(house, region.name(), driver);
    var ghosts = new ArrayList<Leftover>();
    for (var found : sight.found()) {
      var id = found.owner().deployment();
      var declared =
          existing.contains(id) ? store().reads().deployment(id) : Optional.<Deployment>empty();
      if (found.spare() || declared.isEmpty() || !recorded.stands(declared.get(), found)) {
        ghosts.add(new Leftover(region, driver, found));
      }
    }
    return ghosts;
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

  private Store store() {
    return house.tools().store();
  }
}
