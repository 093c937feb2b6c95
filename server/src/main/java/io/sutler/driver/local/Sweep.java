package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Removes what nobody declared: only what still carries our own installation's tag. */
public final class Sweep {
  private Sweep() {}

  /** Ends the ghost's processes and, where it is a directory, deletes it. */
  public static void ghost(Sight.Found ghost, RegionView region)
      throws IOException, ProgramFailure, EndAll.CannotEnd {
    if (!ghost.owner().installation().equals(region.installation())) {
      throw refused(ghost.detail() + " belongs to another Sutler");
    }
    EndAll.kill(Kin.ofOwner(ghost.owner().text(), Set.of()));
    ControlGroups.removeOfOwner(ghost.owner().text());
    if (ghost.kind().equals(Surroundings.PROCESS)) {
      return;
    }
    var directory = Path.of(ghost.handle()).normalize();
    if (!directory.startsWith(region.data()) || !Owned.is(directory, ghost.owner())) {
      throw refused(directory + " does not carry the tag of " + ghost.owner().text());
    }
    Ports.of(region).release(ghost.owner().text());
    Owned.delete(directory);
    Owned.deleteEmptyFolder(directory, region);
  }

  private static ProgramFailure refused(String why) {
    return new ProgramFailure(Blame.PLATFORM, "not-swept", why + ": it is left alone");
  }
}
