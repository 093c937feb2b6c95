package io.sutler.cloud;

import io.sutler.domain.Region;
import java.util.Map;

/**
 * A region as its cloud sees it.
 *
 * @param installation this Sutler's id: what carries another's is not ours
 * @param credentials clear; never log or store them
 */
public record CloudRegion(Region region, String installation, Map<String, String> credentials) {
  public CloudRegion {
    credentials = Map.copyOf(credentials);
  }

  /** A setting that is a text; {@code otherwise} when it is absent or no text. */
  public String setting(String name, String otherwise) {
    return region.settings().get(name) instanceof String text ? text : otherwise;
  }

  @Override
  public String toString() {
    return "region " + region.name();
  }
}
