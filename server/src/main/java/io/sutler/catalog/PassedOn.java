package io.sutler.catalog;

import java.util.Optional;

/** A template that passes one component's output on as it is. */
record PassedOn(String component, String output) {
  static Optional<PassedOn> of(String template) {
    try {
      return Template.parse(template)
          .whole()
          .map(Expression::path)
          .filter(path -> path.size() == 2)
          .map(path -> new PassedOn(path.get(0), path.get(1)));
    } catch (MalformedTemplate e) {
      return Optional.empty();
    }
  }
}
