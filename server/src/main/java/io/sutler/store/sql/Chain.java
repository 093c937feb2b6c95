package io.sutler.store.sql;

import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;

/** The hash that ties each audit row to the one before it in its project. */
final class Chain {
  static final String INSERT =
      """
      INSERT INTO audit (project, seq, at, actor, face, action, object, before_state, after_state,
        outcome, hash)
      VALUES (?,?,?,?,?,?,?,?,?,?,?)\
      """;

  private Chain() {}

  /** An audit row as text, before it has its number. */
  record Line(
      long at,
      String actor,
      String face,
      String action,
      String object,
      String before,
      String after,
      String outcome) {}

  /** Each part goes in with its length, so that none can run over into the next. */
  static String hash(String previous, String project, long seq, Line line) {
    var text = new StringBuilder(256).append(previous);
    for (var part :
        new String[] {
          project,
          Long.toString(seq),
          Long.toString(line.at),
          line.actor,
          line.face,
          line.action,
          line.object,
          line.before,
          line.after,
          line.outcome
        }) {
      text.append(part.length()).append(':').append(part);
    }
    return Json.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Object[] row(String project, long seq, Line line, String hash) {
    return new Object[] {
      project,
      seq,
      line.at,
      line.actor,
      line.face,
      line.action,
      line.object,
      line.before,
      line.after,
      line.outcome,
      hash
    };
  }
}
