package io.sutler.driver;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a region's machines can be made with, looked up when asked for. Thread-safe.
 *
 * <p>Of one name, a project's own region sees its project's before everybody's; and the region's
 * own comes before that of all regions.
 */
public interface Means {
  /** For drivers that make no machines. */
  Means NONE = Map::of;

  default Optional<Flavor> flavor(String name) {
    return Optional.empty();
  }

  default Optional<Image> image(String name) {
    return Optional.empty();
  }

  /** Names of those that there are, sorted. */
  default List<String> flavors() {
    return List.of();
  }

  /** Names of those that there are, sorted. */
  default List<String> images() {
    return List.of();
  }

  /** A public key that a project keeps under this name, one line. */
  default Optional<String> publicKey(String project, String name) {
    return Optional.empty();
  }

  /**
   * What a project's machines are made of unless said.
   *
   * @param what image, or the role whose flavor it is: master, worker, storage, monitoring
   */
  default Optional<String> usual(String project, String what) {
    return Optional.empty();
  }

  /**
   * All fields of a secret in Vault, clear; never log or store them. Empty in a project's own
   * region: its owners might name what is not theirs.
   *
   * @param path with its mount
   */
  default Map<String, String> vault(String path) {
    return Map.of();
  }

  /** The region's credentials, clear; empty where it has none. Never log or store them. */
  Map<String, String> credentials();
}
