package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.print.Data;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Regions, flavors, images or keys that a server has, to be compared with those of a file.
 *
 * @param page as the server lists them
 * @param global whether those of every project are meant; else the project's own
 */
record OffersThere(JsonNode page, boolean global) {
  /** What the server adds to what was put. */
  private static final List<String> ADDED = List.of("name", "project", "createdAt");

  /** What a field that nobody names is, as JSON. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "Region",
          "{\"place\": \"\", \"maxParallel\": 16}",
          "Flavor",
          "{\"diskBytes\": 0, \"hourly\": 0}",
          "Image",
          "{\"login\": \"root\"}");

  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? a.decimalValue().compareTo(b.decimalValue())
              : a.equals(b) ? 0 : 1;

  /** Whether it is there just as declared. */
  boolean has(String kind, String name, ObjectNode body) {
    var whole = (ObjectNode) Data.tree(DEFAULTS.getOrDefault(kind, "{}"));
    whole.setAll(body);
    for (var item : page.path("items")) {
      boolean ours = global || kind.equals("KeyPair") || item.has("project");
      if (ours
          && item.path("name").asText().equals(name)
          && item.path("region").asText().equals(body.path("region").asText())) {
        return ((ObjectNode) item.deepCopy()).remove(ADDED).equals(BY_VALUE, whole);
      }
    }
    return false;
  }
}
