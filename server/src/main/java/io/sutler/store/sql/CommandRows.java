package io.sutler.store.sql;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.json.Json;
import io.sutler.store.CommandEnd;
import java.sql.SQLException;

/** Rows of {@code command}. */
final class CommandRows {
  static final String COLUMNS =
      "c.id, c.project, c.deployment, c.deployment_name, c.kind, c.state, c.generation,"
          + " c.operation, c.params, c.asked_by, c.face, c.created_at, c.deadline, c.ended_at,"
          + " c.reason, c.outputs";
  static final String INSERT =
      """
      INSERT INTO command (id, project, deployment, deployment_name, kind, level, state,
        generation, operation, params, asked_by, face, created_at, deadline, ended_at, reason,
        outputs)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
      """;
  static final String END =
      """
      UPDATE command SET state = ?, reason = ?, ended_at = ?, outputs = ?
      WHERE id = ? AND ended_at IS NULL\
      """;

  private CommandRows() {}

  static Command read(Row row) throws SQLException {
    return new Command(
        new CommandId(row.text()),
        new ProjectId(row.text()),
        new DeploymentId(row.text()),
        row.text(),
        CommandKind.valueOf(row.text()),
        CommandState.valueOf(row.text()),
        row.number(),
        row.text(),
        JsonColumns.data(row.text()),
        row.text(),
        row.text(),
        row.time(),
        row.time(),
        row.maybeTime(),
        row.text(),
        JsonColumns.outputs(row.text()));
  }

  static Object[] insert(Command c, long generation, String params) {
    return new Object[] {
      c.id().value(),
      c.project().value(),
      c.deployment().value(),
      c.deploymentName(),
      c.kind(),
      c.kind().changesLevel(),
      c.state(),
      generation,
      c.operation(),
      params,
      c.by(),
      c.face(),
      c.createdAt(),
      c.deadline(),
      c.endedAt(),
      c.reason(),
      c.outputs().isEmpty() ? "{}" : Json.write(c.outputs())
    };
  }

  static Object[] end(CommandEnd end) {
    return new Object[] {
      end.state(), end.reason(), end.at(), Json.write(end.outputs()), end.command().value()
    };
  }
}
