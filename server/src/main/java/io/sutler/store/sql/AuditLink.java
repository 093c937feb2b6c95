package io.sutler.store.sql;

import io.sutler.store.Accept.AuditEntry;
import io.sutler.store.Audits;
import java.sql.SQLException;

/** One link of an audit chain, as stored. */
record AuditLink(long seq, Chain.Line line, String hash) {
  static AuditLink read(Row row) throws SQLException {
    return new AuditLink(
        row.number(),
        new Chain.Line(
            row.number(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.text()),
        row.text());
  }

  Audits.Row row() {
    var entry =
        new AuditEntry(
            line.actor(),
            line.face(),
            line.action(),
            line.object(),
            JsonColumns.data(line.before()),
            JsonColumns.data(line.after()),
            line.outcome());
    return new Audits.Row(seq, Micros.at(line.at()), entry, hash);
  }
}
