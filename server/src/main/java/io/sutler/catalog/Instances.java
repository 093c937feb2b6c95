package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import java.util.List;
import java.util.Optional;

/** What one declared component became when {@code when} and {@code for_each} were looked at. */
sealed interface Instances {
  /** {@code when} says no. */
  record LeftOut() implements Instances {}

  /** It cannot be told. */
  record Unclear(Missing why) implements Instances {}

  /** One, or one for each key. */
  record These(List<One> list) implements Instances {}

  /**
   * One instance.
   *
   * @param name unique in the deployment
   * @param key of {@code for_each}; empty without
   * @param each what {@code each} is
   */
  record One(ComponentSpec spec, String name, Optional<String> key, Space each) {}
}
