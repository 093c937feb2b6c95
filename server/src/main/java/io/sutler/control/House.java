package io.sutler.control;

import io.sutler.catalog.Resolver;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.execute.Tools;
import io.sutler.secret.SecretBox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What passes work with, the same for all of them.
 *
 * @param drivers by name
 * @param data directory for workspaces and data at this place
 */
public record House(
    Tools tools,
    LoadPlans plans,
    Resolver resolver,
    SecretBox secrets,
    Map<String, Driver> drivers,
    Looks looks,
    Path data) {
  public House {
    drivers = Map.copyOf(drivers);
  }

  Optional<RegionView> region(ProjectId project, String name) {
    return tools.store().plans().region(Optional.of(project), name).map(this::view);
  }

  RegionView view(Region region) {
    return new RegionView(
        region,
        tools.store().installation(),
        data,
        new StoredMeans(tools.store(), secrets, region));
  }
}
