package io.sutler.cloud;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What must be known of a cloud.
 *
 * @param kind as regions say it: container, hosts, openstack, ...
 * @param settings JSON Schema 2020-12 of a region's settings
 * @param suspends knows {@link Power#SUSPEND}
 * @param sizes keeps disks to their size; where not, a changed one changes nothing there
 * @param lookEvery how often it is looked at for what happened behind our back
 * @param flavors that there are where nobody declared one of that name
 * @param images likewise
 */
public record CloudTraits(
    String kind,
    Map<String, Object> settings,
    boolean suspends,
    boolean sizes,
    Duration lookEvery,
    List<Flavor> flavors,
    List<Image> images) {
  public CloudTraits {
    flavors = List.copyOf(flavors);
    images = List.copyOf(images);
  }
}
