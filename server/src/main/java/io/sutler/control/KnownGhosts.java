package io.sutler.control;

import io.sutler.domain.Document;
import io.sutler.store.Documents;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Since when each ghost is known to be one: a region's policy counts from there, not from when the
 * thing was made, so that what was declared a minute ago is not removed for its age. Thread-safe.
 */
record KnownGhosts(Documents documents) {
  private static final String DIALECT = "sutler";
  private static final String KIND = "ghost";
  private static final String SINCE = "since";
  private static final String PLACE = "place";

  /** Remembers those that are new, as of now; by id. */
  Map<String, Instant> since(List<Leftover> ghosts, Instant now) {
    var known = new HashMap<String, Instant>();
    documents.all(DIALECT, KIND).forEach(d -> since(d).ifPresent(at -> known.put(d.id(), at)));
    for (var ghost : ghosts) {
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

  /** Forgets those of places that were seen whole and are no ghosts there any more. */
  void forget(FindGhosts.Seen seen) {
    var still = seen.ghosts().stream().map(Leftover::id).toList();
    for (var document : documents.all(DIALECT, KIND)) {
      boolean looked = seen.whole().contains(String.valueOf(document.body().get(PLACE)));
      if (looked && !still.contains(document.id())) {
        var unused = documents.remove(DIALECT, KIND, document.id());
      }
    }
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
