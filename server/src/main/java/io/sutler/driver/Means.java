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
  Means NONE =
      new Means() {
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
          return Map.of();
        }
      };

  Optional<Flavor> flavor(String name);

  Optional<Image> image(String name);

  /** Names of those that there are, sorted. */
  List<String> flavors();

  /** Names of those that there are, sorted. */
  List<String> images();

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
