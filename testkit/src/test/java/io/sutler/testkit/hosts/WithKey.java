package io.sutler.testkit.hosts;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.driver.Means;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region whose credentials are a password. */
record WithKey() implements Means {
  @Override
  public Optional<Flavor> flavor(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Image> image(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> flavors() {
    return List.of();
  }

  @Override
  public List<String> images() {
    return List.of();
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("password", "not a secret");
  }
}
