package io.sutler.store.sql;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.store.Fingerprint;
import io.sutler.store.Glance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes fingerprints of what a pass would read, without reading it: a row comes as one text, which
 * nobody parses. Must hold every column that {@link SnapshotReader} reads.
 */
final class GlanceReader {
  // No JSON text and no name holds the control character between the columns.
  private static final String HEADS =
      """
      SELECT d.key, d.id, d.project, d.place,
        CASE WHEN EXISTS (SELECT 1 FROM command c WHERE c.deployment = d.id AND c.ended_at IS NULL)
          THEN 1 ELSE 0 END,
        concat_ws('\u001f', d.id, d.project, d.place, d.name, d.display_name, d.generation,
          d.version, d.created_at, p.name, w.mark, w.attempts, d.desired, d.observed)
      FROM deployment d JOIN project p ON p.id = d.project
      JOIN work w ON w.shard = d.key % 64 AND w.key = d.key
      WHERE d.key IN (:in)\
      """;
  private static final String COMPONENTS =
      """
      SELECT deployment, name, driver, region,
        concat_ws('\u001f', name, driver, region, bundle, holds_data, attempts, changed_at,
          COALESCE(digest, '-'), COALESCE(attempted, '-'), COALESCE(retry_at, -1),
          COALESCE('=' || failure, ''), inputs, needs, members, outputs,
          COALESCE('=' || handle, ''))
      FROM component WHERE deployment IN (:in) ORDER BY deployment, name\
      """;
  private static final String BOUND =
      """
      SELECT b.consumer, concat_ws('\u001f', b.parameter, b.output, d.id, d.observed)
      FROM binding b JOIN deployment d ON d.id = b.provider
      WHERE b.consumer IN (:in) ORDER BY b.consumer, b.parameter\
      """;

  private GlanceReader() {}

  private static final class Draft {
    final String id;
    final String project;
    final String place;
    final boolean busy;
    final List<Glance.Made> made = new ArrayList<>();
    final Fingerprint print = new Fingerprint();

    Draft(Row row) throws SQLException {
      id = row.text();
      project = row.text();
      place = row.text();
      busy = row.flag();
      print.add(row.text());
    }

    Glance glance(long key) {
      return new Glance(
          key, new DeploymentId(id), new ProjectId(project), place, made, busy, print.value());
    }
  }

  static List<Glance> read(Session session, Collection<Long> keys) throws SQLException {
    Map<Long, Draft> drafts = new TreeMap<>();
    session.eachIn(HEADS, row -> drafts.put(row.number(), new Draft(row)), keys);
    session.eachIn(
        COMPONENTS,
        row -> {
          var draft = drafts.get(row.number());
          if (draft != null) {
            draft.made.add(new Glance.Made(row.text(), row.text(), row.text()));
            draft.print.add(row.text());
          }
        },
        drafts.keySet());
    session.eachIn(
        BOUND,
        row -> {
          var draft = drafts.get(row.number());
          if (draft != null) {
            draft.print.add(row.text());
          }
        },
        drafts.keySet());
    return drafts.entrySet().stream().map(e -> e.getValue().glance(e.getKey())).toList();
  }
}
