package io.sutler.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an expression can see: a space for each root name. */
interface Scope {
  Optional<Space> space(String root);

  /** This one, and one more root in front of it. */
  default Scope with(String root, Space space) {
    return name -> name.equals(root) ? Optional.of(space) : space(name);
  }

  /** Roots made when first asked for; not thread-safe. */
  static Scope lazy(Function<String, Optional<Space>> make) {
    Map<String, Optional<Space>> made = new HashMap<>();
    return root -> {
      var known = made.get(root);
      if (known == null) {
        known = make.apply(root);
        made.put(root, known);
      }
      return known;
    };
  }
}
