package io.sutler.store.sql;

import io.sutler.domain.Command;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.Resources;
import io.sutler.json.Json;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.Work;
import io.sutler.store.sql.DeploymentRows.Standing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of one wave of taken commands, statement by statement. For one thread. */
final class AcceptWrites {
  private static final String NOTHING = Json.write(Observed.NOTHING);
  private final List<Object[]> created = new ArrayList<>();
  private final List<Object[]> updated = new ArrayList<>();
  private final List<Object[]> unbound = new ArrayList<>();
  private final List<Object[]> bound = new ArrayList<>();
  private final List<Object[]> adopted = new ArrayList<>();
  private final List<Object[]> queued = new ArrayList<>();
  private final List<Work> marked = new ArrayList<>();
  private final List<Object[]> superseded = new ArrayList<>();
  private final List<Object[]> commands = new ArrayList<>();
  private final List<Object[]> keys = new ArrayList<>();

  void create(AcceptInput input, Deployment d, long key, Work work) {
    var uses = input.accept().uses();
    created.add(
        new Object[] {
          d.id().value(),
          key,
          d.project().value(),
          d.name(),
          d.displayName(),
          d.place(),
          d.desired().plan(),
          d.desired().runState(),
          1L,
          0L,
          1L,
          uses.cpus(),
          uses.memory(),
          uses.disk(),
          d.createdAt(),
          input.desired(),
          NOTHING
        });
    queued.add(
        new Object[] {
          work.shard(), key, work.place(), work.due(), work.fresh(), work.attempts(), work.mark()
        });
    bind(key, d.desired());
    d.desired().adopt().values().forEach(id -> adopted.add(new Object[] {d.id().value(), id}));
  }

  void update(AcceptInput input, Standing old, LevelChange.Update update, Resources u) {
    var desired = update.desired();
    var displayName = update.displayName().orElse("");
    updated.add(
        new Object[] {
          input.desired(),
          desired.plan(),
          desired.runState(),
          displayName,
          displayName,
          u.cpus(),
          u.memory(),
          u.disk(),
          update.keeps().orElse(0L),
          old.key()
        });
    superseded.add(
        new Object[] {
          input.at(), "superseded by " + input.accept().command().id(), input.deployment()
        });
  }

  void rebind(long key, Desired desired) {
    unbound.add(new Object[] {key});
    bind(key, desired);
  }

  private void bind(long key, Desired desired) {
    for (var b : desired.bindings()) {
      bound.add(new Object[] {key, b.parameter(), b.provider().value(), b.output()});
    }
  }

  void mark(Work work) {
    marked.add(work);
  }

  void command(AcceptInput input, Command command) {
    commands.add(CommandRows.insert(command, command.generation(), input.params()));
    var idempotency = input.accept().idempotency();
    idempotency.ifPresent(i ->
        keys.add(
            new Object[] {input.idempotencyId(), i.bodyHash(), command.id().value(), i.expires()}));
  }

  void flush(Session session) throws SQLException {
    session.batch(
        """
        INSERT INTO deployment (id, key, project, name, display_name, place, plan, run_state,
          generation, observed_generation, version, cpus, memory, disk, created_at, desired,
          observed)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
        """,
        created);
    session.batch(
        """
        UPDATE deployment SET desired = ?, plan = ?, run_state = ?,
          display_name = CASE WHEN ? = '' THEN display_name ELSE ? END,
          cpus = ?, memory = ?, disk = ?, retaining = ?, generation = generation + 1, version = version + 1
        WHERE key = ?\
        """,
        updated);
    session.batch(
        """
        INSERT INTO work (shard, key, place, due, fresh, attempts, mark)
        VALUES (?,?,?,?,?,?,?)\
        """,
        queued);
    marked.sort(Comparator.comparingLong(Work::key));
    session.batch(
        """
        UPDATE work SET due = ?, fresh = 1, attempts = 0,
          mark = CASE WHEN mark >= ? THEN mark + 1 ELSE ? END
        WHERE shard = ? AND key = ?\
        """,
        marked.stream()
            .map(w -> new Object[] {w.due(), w.mark(), w.mark(), w.shard(), w.key()})
            .toList());
    session.batch("DELETE FROM binding WHERE consumer = ?", unbound);
    session.batch(
        "INSERT INTO binding (consumer, parameter, provider, output) VALUES (?,?,?,?)", bound);
    session.batch("UPDATE retained SET adopter = ? WHERE id = ?", adopted);
    session.batch(
        """
        UPDATE command SET state = 'SUPERSEDED', ended_at = ?, reason = ?
        WHERE deployment = ? AND ended_at IS NULL AND level = 1 AND state = 'ACCEPTED'\
        """,
        superseded);
    session.batch(CommandRows.INSERT, commands);
    session.batch(
        """
        INSERT INTO idempotency (id, body_hash, command, expires) VALUES (?,?,?,?)
        ON CONFLICT (id) DO UPDATE SET body_hash = excluded.body_hash,
          command = excluded.command, expires = excluded.expires\
        """,
        keys);
  }
}
