package io.sutler.cloud.hosts;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudTraits;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.Resources;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hosts are given out as: their own flavors and images, and the sizes that plans know. */
final class Offers {
  private static final long MIB = 1 << 20;
  private static final Resources UNSAID = new Resources(1, 1, 0);

  static final CloudTraits TRAITS =
      new CloudTraits(
          "hosts",
          Settings.SCHEMA,
          false,
          false,
          Duration.ofSeconds(15),
          List.of(
              flavor(Fits.ANY, UNSAID),
              flavor("tiny", new Resources(500, 256 * MIB, 0)),
              flavor("small", new Resources(1000, 1024 * MIB, 0)),
              flavor("medium", new Resources(2000, 2048 * MIB, 0)),
              flavor("large", new Resources(4000, 8192 * MIB, 0))),
          List.of(image(Fits.ANY), image("debian-12")));

  private Offers() {}

  private static Flavor flavor(String name, Resources size) {
    return new Flavor(name, Optional.empty(), "", "", size, BigDecimal.ZERO);
  }

  private static Image image(String name) {
    return new Image(name, Optional.empty(), "", "", "root");
  }

  /** Theirs before those of the same name that everybody has. */
  static Cloud.Offered of(List<Host> hosts) {
    Map<String, Flavor> flavors = new LinkedHashMap<>();
    Map<String, Image> images = new LinkedHashMap<>();
    for (var host : hosts) {
      host.flavor()
          .ifPresent(name ->
              flavors.putIfAbsent(
                  name, flavor(name, host.size().cpus() > 0 ? host.size() : UNSAID)));
      host.image().ifPresent(name -> images.putIfAbsent(name, image(name)));
    }
    TRAITS.flavors().forEach(f -> flavors.putIfAbsent(f.name(), f));
    TRAITS.images().forEach(i -> images.putIfAbsent(i.name(), i));
    return new Cloud.Offered(List.copyOf(flavors.values()), List.copyOf(images.values()));
  }
}
