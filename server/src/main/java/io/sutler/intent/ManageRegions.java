package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Region;
import java.util.Optional;

/** Makes, drains and removes regions. Thread-safe. */
public final class ManageRegions {
  public ManageRegions(Desk desk) {}

  /**
   * Puts or replaces: a global one by admins, a project's own by its owners ({@code
   * region.project()} is ignored; kinds that work on the server's own machine are for admins).
   */
  public Region put(Caller caller, Optional<String> project, Region region) {
    throw new UnsupportedOperationException();
  }

  public void remove(Caller caller, Optional<String> project, String name) {
    throw new UnsupportedOperationException();
  }
}
