package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that carries our mark, as its service tells of it. */
record Owned(Mark mark, JsonNode said) {
  /** Of a list, those that are ours; {@code where} is the pointer to the text of the mark. */
  static List<Owned> among(Iterable<JsonNode> list, String where, CloudRegion region) {
    var ours = new ArrayList<Owned>();
    for (var item : list) {
      of(item, where, region).ifPresent(ours::add);
    }
    return ours;
  }

  static Optional<Owned> of(JsonNode item, String where, CloudRegion region) {
    return Mark.parse(item.at(where).asText(""))
        .filter(mark -> mark.isOurs(region))
        .map(mark -> new Owned(mark, item));
  }

  String id() {
    return said.path("id").asText();
  }

  String text(String pointer) {
    return said.at(pointer).asText("");
  }

  /** When it was made; each service writes it in its own way. */
  Optional<Instant> since() {
    for (var field : List.of("created", "created_at")) {
      var time = time(said.path(field).asText(""));
      if (time.isPresent()) {
        return time;
      }
    }
    return Optional.empty();
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException again) {
        return Optional.empty();
      }
    }
  }
}
