package io.sutler.driver.local;

import io.sutler.domain.OwnerTag;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All of one driver's that was seen on this machine: processes by the tag in their environment or
 * their control group, directories by their owner files.
 */
public record Surroundings(Instant at, List<Found> found) implements Sight {
  public static final String PROCESS = "process";

  public Surroundings {
    found = List.copyOf(found);
  }

  /** One pass over {@code /proc} and the directories. */
  public static Surroundings look(RegionView region, String driver, Instant now) {
    var found = new ArrayList<Found>();
    var mine =
        ProcTable.scan()
            .matching(p ->
                p.tag(Proc.DRIVER).filter(driver::equals).isPresent()
                    && owner(p)
                        .filter(o -> o.installation().equals(region.installation()))
                        .isPresent());
    for (var p : mine) {
      boolean child = mine.stream().anyMatch(q -> q.pid() == p.parent() && sameOwner(p, q));
      if (!child) {
        owner(p).map(owner -> found(owner, p)).ifPresent(found::add);
      }
    }
    found.addAll(Owned.find(region, driver));
    ControlGroups.tidy(region.installation(), now);
    return new Surroundings(now, found);
  }

  private static boolean sameOwner(Proc p, Proc q) {
    return p.tag(Proc.OWNER).equals(q.tag(Proc.OWNER));
  }

  private static Optional<OwnerTag> owner(Proc p) {
    return p.tag(Proc.OWNER).flatMap(OwnerTag::parse);
  }

  private static Found found(OwnerTag owner, Proc p) {
    return new Found(
        owner,
        PROCESS,
        p.pid() + "@" + p.start(),
        p.name() + " (pid " + p.pid() + ")",
        Optional.empty());
  }

  /** Whether a process that was found still lives. */
  public static boolean isAlive(Found found) {
    var parts = found.handle().split("@", 2);
    return parts.length == 2
        && parts[0].matches("[0-9]{1,9}")
        && parts[1].matches("[0-9]{1,18}")
        && new Proc.Id(Integer.parseInt(parts[0]), Long.parseLong(parts[1])).isAlive();
  }
}
