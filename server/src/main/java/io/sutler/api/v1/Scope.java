package io.sutler.api.v1;

import io.sutler.api.Ask;
import java.util.Optional;

/** Whose plans and regions: everybody's, or one project's. */
enum Scope {
  GLOBAL(""),
  PROJECT("/projects/{project}");

  private final String prefix;

  Scope(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  Optional<String> project(Ask ask) {
    return switch (this) {
      case GLOBAL -> Optional.empty();
      case PROJECT -> Optional.of(ask.path("project"));
    };
  }
}
