package io.sutler.store.sql;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Failure;
import io.sutler.json.Json;
import java.sql.SQLException;

/** Rows of {@code component}. */
final class ComponentRows {
  static final String COLUMNS =
      "name, driver, region, digest, attempted, inputs, bundle, needs, holds_data, handle, members, outputs,"
          + " failure, attempts, retry_at, changed_at";
  static final String UPSERT =
      """
      INSERT INTO component (deployment, name, driver, region, digest, attempted, inputs, bundle,
        needs, holds_data, handle, members, outputs, failure, attempts, retry_at, changed_at)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (deployment, name) DO UPDATE SET driver = excluded.driver,
        region = excluded.region, digest = excluded.digest, attempted = excluded.attempted, inputs = excluded.inputs,
        bundle = excluded.bundle, needs = excluded.needs, holds_data = excluded.holds_data,
        handle = excluded.handle, members = excluded.members, outputs = excluded.outputs,
        failure = excluded.failure, attempts = excluded.attempts, retry_at = excluded.retry_at,
        changed_at = excluded.changed_at\
      """;

  private ComponentRows() {}

  static ComponentRecord read(Row row) throws SQLException {
    return new ComponentRecord(
        row.text(),
        row.text(),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        JsonColumns.data(row.text()),
        row.text(),
        JsonColumns.read(JsonColumns.TEXTS, row.text()),
        DataPolicy.valueOf(row.text()),
        row.maybeText(),
        JsonColumns.read(JsonColumns.MEMBERS, row.text()),
        JsonColumns.outputs(row.text()),
        row.maybeText().map(text -> JsonColumns.<Failure>read(JsonColumns.FAILURE, text)),
        row.small(),
        row.maybeTime(),
        row.time());
  }

  static Object[] upsert(long deployment, ComponentRecord c) {
    return new Object[] {
      deployment,
      c.name(),
      c.driver(),
      c.region(),
      c.digest(),
      c.attempted(),
      Json.write(c.inputs()),
      c.bundle(),
      Json.write(c.needs()),
      c.holdsData(),
      c.handle(),
      Json.write(c.members()),
      Json.write(c.outputs()),
      c.failure().map(Json::write),
      c.attempts(),
      c.retryAt(),
      c.changedAt()
    };
  }
}
