package io.sutler.app;

import io.sutler.api.HttpConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param data directory for everything that is kept
 * @param postgres the store that servers share; empty for one file in {@code data}
 * @param place name of this machine, as regions name it
 * @param name of this server among those that share a store
 * @param catalog directory of the shipped plans
 * @param loop how the work goes on
 * @param michman where Michman's own clients find it
 * @param site what Michman's face is told of its surroundings
 * @param vault where secrets may lie that are only referred to here
 */
record Settings(
    Path data,
    HttpConfig http,
    Optional<Postgres> postgres,
    String place,
    String name,
    Path catalog,
    Loop loop,
    MichmanPort michman,
    MichmanSite site,
    Optional<VaultAt> vault) {

  /** The same at another place. */
  Settings at(String otherPlace) {
    return new Settings(
        data, http, postgres, otherPlace, name, catalog, loop, michman, site, vault);
  }

  /**
   * Michman's API at the root of a port of its own.
   *
   * @param port 0 for none
   */
  record MichmanPort(int port, Entrance entrance) {}

  /** Where the shared store is. */
  record Postgres(String url, String user, String password) {
    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * @param resync how often everything is looked at without a reason
   * @param lease how long the silence of a server is borne by the others
   * @param passes deployments worked on at once
   * @param stepsPerProject steps of one project at once
   */
  record Loop(Duration resync, Duration lease, int passes, int stepsPerProject) {}
}
