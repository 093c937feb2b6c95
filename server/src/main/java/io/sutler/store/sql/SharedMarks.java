package io.sutler.store.sql;

import io.sutler.store.Fence;
import io.sutler.store.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds marks that other processes made, by looking. A mark may be committed a little after its
 * time, and clocks differ a little: it looks back somewhat and leaves out what it knows already.
 * Thread-safe.
 */
final class SharedMarks implements Others {
  private static final long BACK = 10_000_000;
  private final Readers readers;
  private final Map<Long, Long> known = new ConcurrentHashMap<>();

  private record Lot(String place, int shard) {}

  SharedMarks(Readers readers, MarkClock marks) {
    this.readers = readers;
    marks.listen(this::know);
  }

  private boolean know(Work work) {
    var before = known.put(work.key(), work.mark());
    return before == null || before != work.mark();
  }

  @Override
  public List<Work> marked(Collection<Fence> held, long sinceMicros) {
    long since = sinceMicros - BACK;
    known.values().removeIf(mark -> mark < since);
    var lots = lots(held);
    var found =
        readers.read(session ->
            session.query(
                """
                SELECT key, place, shard, due, fresh, attempts, mark FROM work
                WHERE due < 9223372036854775807 AND mark >= ?\
                """,
                SqlPasses::work,
                since));
    var news = new ArrayList<Work>();
    for (var work : found) {
      if (lots.contains(new Lot(work.place(), work.shard())) && know(work)) {
        news.add(work);
      }
    }
    return news;
  }

  private static Set<Lot> lots(Collection<Fence> held) {
    return held.stream().map(f -> new Lot(f.place(), f.shard())).collect(Collectors.toSet());
  }
}
