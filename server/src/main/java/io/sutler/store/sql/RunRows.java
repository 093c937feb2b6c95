package io.sutler.store.sql;

import io.sutler.domain.CommandId;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Failure;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.json.Json;
import java.sql.SQLException;

/** Rows of {@code run} and {@code step}. */
final class RunRows {
  static final String RUN =
      "r.id, r.deployment, r.command, r.generation, r.worker, r.started_at, r.ended_at,"
          + " r.outcome";
  static final String STEP =
      "s.run, s.number, s.component, s.action, s.why, s.state, s.started_at, s.ended_at,"
          + " s.failure, s.handle, s.summary";
  static final String INSERT_RUN =
      """
      INSERT INTO run (id, deployment_key, deployment, command, generation, worker, started_at,
        ended_at, outcome)
      VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO NOTHING\
      """;
  static final String END_RUN = "UPDATE run SET ended_at = ?, outcome = ? WHERE id = ?";
  static final String CUT_OFF =
      """
      UPDATE run SET ended_at = ?, outcome = 'cut off'
      WHERE deployment_key = ? AND ended_at IS NULL\
      """;
  static final String UPSERT_STEP =
      """
      INSERT INTO step (run, number, component, action, why, state, started_at, ended_at, failure,
        handle, summary)
      VALUES (?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (run, number) DO UPDATE SET component = excluded.component,
        action = excluded.action, why = excluded.why, state = excluded.state,
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        failure = excluded.failure, handle = excluded.handle, summary = excluded.summary\
      """;

  private RunRows() {}

  static Run run(Row row) throws SQLException {
    return new Run(
        new RunId(row.text()),
        new DeploymentId(row.text()),
        row.maybeText().map(CommandId::new),
        row.number(),
        row.text(),
        row.time(),
        row.maybeTime(),
        row.text());
  }

  static Step step(Row row) throws SQLException {
    return new Step(
        new RunId(row.text()),
        row.small(),
        row.text(),
        row.text(),
        row.text(),
        StepState.valueOf(row.text()),
        row.time(),
        row.maybeTime(),
        row.maybeText().map(text -> JsonColumns.<Failure>read(JsonColumns.FAILURE, text)),
        row.maybeText(),
        row.text());
  }

  static Object[] insert(long key, Run r) {
    return new Object[] {
      r.id().value(),
      key,
      r.deployment().value(),
      r.command().map(CommandId::value),
      r.generation(),
      r.worker(),
      r.startedAt(),
      r.endedAt(),
      r.outcome()
    };
  }

  static Object[] upsert(Step s) {
    return new Object[] {
      s.run().value(),
      s.number(),
      s.component(),
      s.action(),
      s.why(),
      s.state(),
      s.startedAt(),
      s.endedAt(),
      s.failure().map(Json::write),
      s.handle(),
      s.summary()
    };
  }
}
