package io.sutler.store.sql;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Run;
import io.sutler.domain.Step;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Glance;
import io.sutler.store.Passes;
import io.sutler.store.Snapshot;
import io.sutler.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** {@link Passes} over a writer and readers. */
final class SqlPasses implements Passes {
  private final GroupWriter writer;
  private final Readers readers;
  private final Leases leases;
  private final MarkClock marks;
  private final Others others;
  private final News news;
  private final SnapshotReader snapshots;
  private final MarkBatch marking;
  private final JournalBatch journal;
  private final FinishBatch finish;

  SqlPasses(Engine engine, MarkClock marks) {
    this.writer = engine.passWriter();
    this.readers = engine.readers();
    this.leases = engine.leases();
    this.marks = marks;
    this.others = engine.others();
    this.news = engine.news();
    this.snapshots = new SnapshotReader(readers);
    this.marking = new MarkBatch(marks);
    this.journal = new JournalBatch(leases);
    this.finish = new FinishBatch(leases, marking);
  }

  @Override
  public List<Fence> lease(String holder, Collection<String> places, Duration ttl) {
    return leases.lease(holder, places, ttl);
  }

  @Override
  public void release(String holder) {
    leases.release(holder);
  }

  @Override
  public void scan(String place, int shard, Consumer<Work> each) {
    readers
        .read(session ->
            session.query(
                """
                SELECT key, place, shard, due, fresh, attempts, mark FROM work
                WHERE shard = ? AND place = ?\
                """,
                SqlPasses::work,
                shard,
                place))
        .forEach(each);
  }

  static Work work(Row row) throws java.sql.SQLException {
    return new Work(
        row.number(), row.text(), row.small(), row.number(), row.flag(), row.small(), row.number());
  }

  @Override
  public List<Work> marked(Collection<Fence> held, long sinceMicros) {
    return others.marked(held, sinceMicros);
  }

  @Override
  public void onMark(Consumer<Work> listener) {
    marks.listen(listener);
  }

  @Override
  public Optional<Snapshot> read(long key) {
    return snapshots.read(key);
  }

  @Override
  public List<Glance> glance(Collection<Long> keys) {
    return readers.read(session -> GlanceReader.read(session, keys));
  }

  @Override
  public void mark(Collection<Long> keys, boolean fresh) {
    if (!keys.isEmpty()) {
      var unused = writer.write(marking, new MarkBatch.Mark(List.copyOf(keys), fresh));
    }
  }

  @Override
  public Optional<Long> keyOf(DeploymentId id) {
    return readers.read(session ->
        session.first("SELECT key FROM deployment WHERE id = ?", Row::number, id.value()));
  }

  @Override
  public boolean begin(
      Fence fence, long key, Run run, List<Step> steps, List<ComponentRecord> intended) {
    return journal(
        new JournalBatch.Entry(
            fence, key, Optional.of(run), steps, rows(key, intended), Optional.empty()));
  }

  @Override
  public boolean journal(Fence fence, long key, Step step, Optional<ComponentRecord> learned) {
    return journal(entry(fence, key, step, learned));
  }

  @Override
  public BooleanSupplier journalSoon(
      Fence fence, long key, Step step, Optional<ComponentRecord> learned) {
    if (!covers(fence, key)) {
      return () -> false;
    }
    var posted = writer.post(journal, entry(fence, key, step, learned));
    return () -> Waiting.on(posted);
  }

  private static JournalBatch.Entry entry(
      Fence fence, long key, Step step, Optional<ComponentRecord> learned) {
    return new JournalBatch.Entry(
        fence,
        key,
        Optional.empty(),
        List.of(step),
        rows(key, learned.stream().toList()),
        Optional.empty());
  }

  @Override
  public boolean takeOver(
      Fence fence, long key, List<Step> steps, List<ComponentRecord> records, Instant at) {
    return journal(
        new JournalBatch.Entry(
            fence, key, Optional.empty(), steps, rows(key, records), Optional.of(at)));
  }

  private static List<Object[]> rows(long key, List<ComponentRecord> records) {
    return records.stream().map(r -> ComponentRows.upsert(key, r)).toList();
  }

  private boolean journal(JournalBatch.Entry entry) {
    boolean written = covers(entry.fence(), entry.key()) && writer.write(journal, entry);
    if (written) {
      news.tell(new Topic.OfDeployment(entry.key()));
    }
    return written;
  }

  @Override
  public List<Step> unfinished(long key) {
    return readers.read(session ->
        session.query(
            "SELECT "
                + RunRows.STEP
                + """
                 FROM run r JOIN step s ON s.run = r.id
                WHERE r.deployment_key = ? AND r.ended_at IS NULL
                ORDER BY s.run, s.number\
                """,
            RunRows::step,
            key));
  }

  @Override
  public Set<Long> atWork(int shard) {
    return Set.copyOf(
        readers.read(session ->
            session.query(
                """
                SELECT DISTINCT deployment_key FROM run
                WHERE ended_at IS NULL AND deployment_key % 64 = ?\
                """,
                Row::number, shard)));
  }

  @Override
  public boolean finish(Fence fence, Finish end) {
    if (!covers(fence, end.key())) {
      return false;
    }
    var outcome = writer.write(finish, FinishInput.of(fence, end));
    if (outcome.written()) {
      news.tell(new Topic.OfDeployment(end.key()));
      outcome.project().map(ProjectId::new).map(Topic.OfProject::new).ifPresent(news::tell);
      end.run().map(Run::id).map(Topic.OfRun::new).ifPresent(news::tell);
    }
    return outcome.written();
  }

  /** A fence of another shard gives no right at all. */
  private static boolean covers(Fence fence, long key) {
    return fence.shard() == Work.shardOf(key);
  }
}
