package io.sutler.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * What stands behind one root name of expressions, such as {@code params}.
 *
 * @param present values by name as expressions write it
 * @param missing why those are not there that should be; those in neither are plainly absent
 */
record Space(Map<String, Object> present, Map<String, Missing> missing) {
  static final Space EMPTY = new Space(Map.of(), Map.of());

  static Space of(Map<String, Object> present) {
    return new Space(present, Map.of());
  }

  /** Nothing of it can be had. */
  static Space lacking(Missing why) {
    return new Space(Map.of(), Map.of("*", why));
  }

  /** Why {@code field} (or, without one, any part) is missing. */
  Optional<Missing> lacks(Optional<String> field) {
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (field.isPresent() && !missing.containsKey("*")) {
      return Optional.ofNullable(missing.get(field.get()));
    }
    return missing.values().stream()
        .filter(Missing.Never.class::isInstance)
        .findFirst()
        .or(() -> missing.values().stream().findFirst());
  }
}
