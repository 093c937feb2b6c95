package io.sutler.control;

import io.sutler.domain.GhostPolicy;
import io.sutler.domain.Region;
import io.sutler.view.Ghosts.By;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Removes ghosts that were borne as long as their region's policy says, where this server can reach
 * them. A region without a policy is not even looked at.
 */
final class EndGhosts {
  private static final Logger LOG = Logger.getLogger(EndGhosts.class.getName());
  private static final By POLICY = new By("sutler", "policy");
  private final House house;
  private final Set<String> places;
  private final FindGhosts find;

  EndGhosts(House house, Set<String> places) {
    this.house = house;
    this.places = places;
    this.find = new FindGhosts(house);
  }

  /** One round; what could not be removed stays listed and is tried again in the next. */
  void round() {
    var regions =
        house.tools().store().plans().everyRegion().stream()
            .filter(r -> places.contains(r.place()))
            .filter(r -> !ListGhosts.policy(r).equals(GhostPolicy.NEVER))
            .toList();
    if (regions.isEmpty()) {
      return;
    }
    try {
      end(regions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(List<Region> regions) throws InterruptedException {
    var seen = find.in(regions);
    var now = house.tools().clock().instant();
    var since = new KnownGhosts(house.tools().store().documents()).since(seen, now);
    for (var ghost : seen.ghosts()) {
      if (isDue(ghost, since.getOrDefault(ghost.id(), now), now)) {
        new SweepGhosts(house)
            .sweep(ghost, POLICY)
            .ifPresent(why ->
                LOG.log(
                    Level.WARNING,
                    () -> "ghost %s was not removed: %s".formatted(ghost.found().handle(), why)));
      }
    }
  }

  private static boolean isDue(Leftover ghost, Instant known, Instant now) {
    return ListGhosts.policy(ghost.region())
        .bears(ghost.found().weight().data())
        .filter(time -> !known.plus(time).isAfter(now))
        .isPresent();
  }
}
