package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.store.Accept.AuditEntry;
import io.sutler.store.Audits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link Audits} over a writer and readers. */
final class SqlAudits implements Audits {
  private static final int PIECE = 1_000;
  private static final String COLUMNS =
      "seq, at, actor, face, action, object, before_state, after_state, outcome, hash";
  private final Readers readers;
  private final GroupWriter writer;
  private final AuditBatch appends = new AuditBatch();

  SqlAudits(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  private static String scope(Optional<ProjectId> project) {
    return project.map(ProjectId::value).orElse("");
  }

  @Override
  public void append(Optional<ProjectId> project, Instant at, AuditEntry e) {
    var line =
        new Chain.Line(
            Micros.of(at),
            e.by(),
            e.face(),
            e.action(),
            e.object(),
            AcceptInput.json(e.before()),
            AcceptInput.json(e.after()),
            e.outcome());
    boolean unused = writer.write(appends, new AuditBatch.Entry(scope(project), line));
  }

  @Override
  public List<Row> page(Optional<ProjectId> project, long beforeSeq, int limit) {
    var sql =
        "SELECT " + COLUMNS + " FROM audit WHERE project = ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    return readers
        .read(s -> s.query(sql, AuditLink::read, scope(project), beforeSeq, limit))
        .stream()
        .map(AuditLink::row)
        .toList();
  }

  @Override
  public Optional<Long> verify(Optional<ProjectId> project) {
    var scope = scope(project);
    // The end first: what is appended meanwhile is not missing.
    var end =
        readers
            .read(s ->
                s.first(
                    "SELECT audit_seq, audit_hash FROM ledger WHERE project = ?",
                    row -> new End(row.number(), row.text()),
                    scope))
            .orElse(new End(0, ""));
    var sql =
        "SELECT " + COLUMNS + " FROM audit WHERE project = ? AND seq > ? ORDER BY seq LIMIT ?";
    var hash = "";
    for (long seq = 0; ; ) {
      long after = seq;
      var links = readers.read(s -> s.query(sql, AuditLink::read, scope, after, PIECE));
      for (var link : links) {
        seq++;
        hash = Chain.hash(hash, scope, seq, link.line());
        if (link.seq() != seq
            || !link.hash().equals(hash)
            || seq == end.seq && !hash.equals(end.hash)) {
          return Optional.of(seq);
        }
      }
      if (links.size() < PIECE) {
        return seq < end.seq ? Optional.of(seq + 1) : Optional.empty();
      }
    }
  }

  private record End(long seq, String hash) {}
}
