package io.sutler.api.v1;

import io.sutler.domain.RunId;
import java.util.Optional;

/**
 * A place in a deployment's logs, as an event's id says it: {@code run/seq}.
 *
 * @param seq of the last chunk that was seen
 */
record LogPosition(RunId run, long seq) {
  /** Empty for what is none of ours: the log then starts anew. */
  static Optional<LogPosition> parse(String id) {
    int slash = id.indexOf('/');
    return slash <= 0
        ? Optional.empty()
        : Optional.of(new LogPosition(new RunId(id.substring(0, slash)), seq(id)));
  }

  /** The number in {@code seq} or {@code run/seq}; 0 for what is none. */
  static long seq(String id) {
    try {
      return Math.max(0, Long.parseLong(id.substring(id.indexOf('/') + 1)));
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }
}
