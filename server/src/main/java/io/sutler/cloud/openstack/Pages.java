package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a list goes on: each service says it in its own way, and with an address of its own. */
final class Pages {
  private static final Pattern MARKER = Pattern.compile("[?&]marker=([A-Za-z0-9._~%-]+)");

  private Pages() {}

  /** Of the next page; empty on the last. */
  static Optional<String> marker(JsonNode body, String key) {
    if (body.path("next").isTextual()) {
      return marker(body.path("next").asText());
    }
    for (var link : body.path(key + "_links")) {
      if (link.path("rel").asText().equals("next")) {
        return marker(link.path("href").asText());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> marker(String address) {
    var found = MARKER.matcher(address);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
