package io.sutler.control;

import io.sutler.domain.Document;
import io.sutler.store.Documents;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Since when each ghost is known to be one: a region's policy counts from there, not from when the
 * thing was made, so that what was declared a minute ago is not removed for its age. Thread-safe.
 */
record KnownGhosts(Documents documents) {
  private static final String DIALECT = "sutler";
  private static final String KIND = "ghost";
  private static final String SINCE = "since";
  private static final String PLACE = "place";

  /**
   * Since when each of what was seen is known, by id. Remembers those that are new, as of now, and
   * forgets those of places that were seen whole and are no ghosts there any more.
   */
  Map<String, Instant> since(FindGhosts.Seen seen, Instant now) {
    var known = new HashMap<String, Instant>();
    var still = seen.ghosts().stream().map(Leftover::id).collect(Collectors.toSet());
    for (var document : documents.all(DIALECT, KIND)) {
      since(document).ifPresent(at -> known.put(document.id(), at));
      boolean looked = seen.whole().contains(String.valueOf(document.body().get(PLACE)));
      if (looked && !still.contains(document.id())) {
        var unused = documents.remove(DIALECT, KIND, document.id());
      }
    }
    for (var ghost : seen.ghosts()) {
      if (!known.containsKey(ghost.id())) {
        var body = Map.<String, Object>of(SINCE, now.toString(), PLACE, place(ghost));
        var unused =
            documents.create(
                new Document(DIALECT, KIND, ghost.id(), Optional.empty(), ghost.id(), body, 0));
        known.put(ghost.id(), now);
      }
    }
    return known;
  }

  private static String place(Leftover ghost) {
    return FindGhosts.place(ghost.region(), ghost.driver());
  }

  private static Optional<Instant> since(Document document) {
    try {
      return Optional.of(Instant.parse(String.valueOf(document.body().get(SINCE))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
