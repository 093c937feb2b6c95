package io.sutler.intent;

import io.sutler.domain.Refusal;
import io.sutler.domain.Slug;
import java.util.List;
import java.util.Map;

/** The refusals that more than one write makes, in the same words. */
final class Refusals {
  private Refusals() {}

  static void requireSlug(String pointer, String name) {
    if (!Slug.isValid(name)) {
      throw Refusal.invalid(pointer, Slug.RULE);
    }
  }

  static Refusal nameTaken(String name, String project) {
    return new Refusal(
        Refusal.Kind.CONFLICT,
        "name-taken",
        "there is a deployment '%s' in project %s already: update it, or choose another name"
            .formatted(name, project));
  }

  static Refusal inUse(String name, List<String> consumers) {
    return new Refusal(
        Refusal.Kind.CONFLICT,
        "in-use",
        "%s is used by %s: remove or rebind %s first"
            .formatted(name, String.join(", ", consumers), consumers.size() == 1 ? "it" : "them"),
        List.of(),
        Map.of("consumers", List.copyOf(consumers)));
  }

  static Refusal beingRemoved(String name) {
    return new Refusal(
        Refusal.Kind.CONFLICT,
        "being-removed",
        "%s is being removed: wait until it is gone and install it anew, or cancel the removal"
            .formatted(name));
  }
}
