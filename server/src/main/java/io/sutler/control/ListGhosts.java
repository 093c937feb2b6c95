package io.sutler.control;

import io.sutler.domain.GhostPolicy;
import io.sutler.domain.Region;
import io.sutler.meter.Prices;
import io.sutler.view.Ghosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ghosts with their age, price and end, for people. Thread-safe. */
public final class ListGhosts implements Ghosts {
  private static final String MACHINE = "machine";
  private final House house;
  private final FindGhosts find;

  public ListGhosts(House house) {
    this.house = house;
    this.find = new FindGhosts(house);
  }

  @Override
  public Listing list() throws InterruptedException {
    var seen = find.in(house.tools().store().plans().everyRegion());
    var now = house.tools().clock().instant();
    var since = new KnownGhosts(house.tools().store().documents()).since(seen, now);
    return new Listing(
        seen.ghosts().stream().map(g -> told(g, since.getOrDefault(g.id(), now), now)).toList(),
        seen.unseen());
  }

  private Ghost told(Leftover ghost, Instant known, Instant now) {
    var found = ghost.found();
    var weight = found.weight();
    var hourly = hourly(ghost);
    var age = Duration.between(found.since().filter(known::isAfter).orElse(known), now);
    return new Ghost(
        ghost.id(),
        ghost.region().name(),
        ghost.driver().traits().name(),
        found.kind(),
        found.handle(),
        found.owner(),
        found.detail(),
        weight.data(),
        new Times(
            found.since(), known, policy(ghost.region()).bears(weight.data()).map(known::plus)),
        hourly,
        hourly.map(price -> Prices.over(price, age)));
  }

  private Optional<BigDecimal> hourly(Leftover ghost) {
    var region = ghost.region();
    var weight = ghost.found().weight();
    try {
      var flavors = house.tools().store().offers().flavors(region.project());
      var prices = Prices.of(region, flavors);
      if (ghost.found().kind().equals(MACHINE)) {
        return prices.machine(weight.flavor());
      }
      return weight.bytes() > 0
          ? prices.storage(weight.bytes())
          : prices.other(ghost.found().kind());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** A region's that was stored before policies were looked at may say anything. */
  static GhostPolicy policy(Region region) {
    try {
      return GhostPolicy.of(region);
    } catch (IllegalArgumentException unreadable) {
      return GhostPolicy.NEVER;
    }
  }

  @Override
  public Optional<String> remove(Ghost ghost, By by) throws InterruptedException {
    var regions =
        house.tools().store().plans().everyRegion().stream()
            .filter(r -> r.name().equals(ghost.region()))
            .toList();
    var still =
        find.in(regions).ghosts().stream().filter(g -> g.id().equals(ghost.id())).findFirst();
    return still.isEmpty()
        ? Optional.of("it is no ghost, or no longer there")
        : new SweepGhosts(house).sweep(still.get(), by);
  }
}
