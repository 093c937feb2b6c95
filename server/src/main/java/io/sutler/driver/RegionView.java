package io.sutler.driver;

import io.sutler.domain.Region;
import java.nio.file.Path;

/**
 * A region as a driver sees it.
 *
 * @param installation this Sutler's id, first part of every owner tag
 * @param data directory under which components' workspaces and data live at this place
 */
public record RegionView(Region region, String installation, Path data, Means means) {
  /** One whose driver makes no machines. */
  public RegionView(Region region, String installation, Path data) {
    this(region, installation, data, Means.NONE);
  }
}
