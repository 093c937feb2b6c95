package io.sutler.store.sql;

import io.sutler.json.Json;
import io.sutler.store.Fence;
import io.sutler.store.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Leases where several processes share the database: a row for each shard of each place, with its
 * holder, the end of the lease and the fence, which grows whenever the holder changes. Servers that
 * live share the shards of a place evenly. Thread-safe.
 */
final class SharedLeases implements Leases {
  private final GroupWriter writer;
  private volatile Set<Fence> held = Set.of();
  private volatile boolean alone;

  SharedLeases(GroupWriter writer) {
    this.writer = writer;
  }

  private record Lease(int shard, String holder, long until, long fence) {
    boolean isFree(long now, long end) {
      return holder.isEmpty() || until < now || until > farthest(now, end);
    }
  }

  @Override
  public List<Fence> lease(String holder, Collection<String> places, Duration ttl) {
    var sorted = new TreeSet<>(places);
    record Now(List<Fence> held, int servers) {}
    Now all =
        writer.write(session -> {
          long at = now(session);
          long until = at + TimeUnit.MILLISECONDS.toMicros(ttl.toMillis());
          session.update(
              """
              INSERT INTO server (id, places, alive_until) VALUES (?,?,?)
              ON CONFLICT (id) DO UPDATE SET places = excluded.places,
                alive_until = excluded.alive_until\
              """,
              holder,
              Json.write(sorted),
              until);
          var held = new ArrayList<Fence>();
          for (var place : sorted) {
            held.addAll(lease(session, holder, place, at, until));
          }
          return new Now(
              held,
              session
                  .query(
                      "SELECT id FROM server WHERE alive_until BETWEEN ? AND ?",
                      Row::text,
                      at,
                      farthest(at, until))
                  .size());
        });
    held = Set.copyOf(all.held);
    alone = all.servers == 1;
    return all.held;
  }

  /** Whether no other server lived when this one last leased; false before it ever did. */
  boolean alone() {
    return alone;
  }

  /** Whether the work was this server's when it last leased. */
  boolean holds(Work work) {
    return held.stream().anyMatch(f -> f.shard() == work.shard() && f.place().equals(work.place()));
  }

  private static List<Fence> lease(
      Session session, String holder, String place, long now, long until) throws SQLException {
    var leases = leases(session, place);
    var mine = new ArrayList<Lease>();
    var free = new ArrayList<Lease>();
    for (var lease : leases) {
      if (lease.holder.equals(holder)) {
        mine.add(lease);
      } else if (lease.isFree(now, until)) {
        free.add(lease);
      }
    }
    int share = share(session, holder, place, now, until);
    var held = new ArrayList<Fence>();
    for (var lease : mine.subList(0, Math.min(share, mine.size()))) {
      held.add(write(session, place, lease, holder, until, lease.fence));
    }
    for (var lease : mine.subList(held.size(), mine.size())) {
      write(session, place, lease, "", 0, lease.fence);
    }
    for (var lease : free.subList(0, Math.min(share - held.size(), free.size()))) {
      held.add(write(session, place, lease, holder, until, lease.fence + 1));
    }
    return held;
  }

  /** By the one clock that all servers share, however wrong their own are. */
  private static long now(Session session) throws SQLException {
    return session
        .first(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)", Row::number)
        .orElseThrow();
  }

  private static Fence write(
      Session session, String place, Lease lease, String holder, long until, long fence)
      throws SQLException {
    session.update(
        """
        UPDATE shard SET holder = ?, lease_until = ?, fence = ?
        WHERE place = ? AND shard = ?\
        """,
        holder,
        until,
        fence,
        place,
        lease.shard);
    return new Fence(place, lease.shard, fence, holder);
  }

  /** All rows of a place, locked; made at the first use of the place. */
  private static List<Lease> leases(Session session, String place) throws SQLException {
    var sql =
        "SELECT shard, holder, lease_until, fence FROM shard WHERE place = ? ORDER BY shard"
            + session.dialect().locking("shard");
    Row.Reader<Lease> reader =
        row -> new Lease(row.small(), row.text(), row.number(), row.number());
    var there = session.query(sql, reader, place);
    if (there.size() == Work.SHARDS) {
      return there;
    }
    var rows = new ArrayList<Object[]>();
    for (int shard = 0; shard < Work.SHARDS; shard++) {
      rows.add(new Object[] {place, shard});
    }
    session.batch(
        """
        INSERT INTO shard (place, shard, holder, lease_until, fence) VALUES (?,?,'',0,0)
        ON CONFLICT (place, shard) DO NOTHING\
        """,
        rows);
    return session.query(sql, reader, place);
  }

  /** A lease that ends later than this was given before the clock was set back. */
  private static long farthest(long now, long end) {
    return now + 10 * (end - now);
  }

  /** How many shards of the place are this server's among all that live. */
  private static int share(Session session, String holder, String place, long now, long until)
      throws SQLException {
    var alive = new TreeSet<String>();
    session.each(
        "SELECT id, places FROM server WHERE alive_until BETWEEN ? AND ?",
        row -> {
          var id = row.text();
          Set<String> places = JsonColumns.read(JsonColumns.TEXTS, row.text());
          if (places.contains(place)) {
            alive.add(id);
          }
        },
        now,
        farthest(now, until));
    alive.add(holder);
    int rank = alive.headSet(holder).size();
    return Work.SHARDS / alive.size() + (rank < Work.SHARDS % alive.size() ? 1 : 0);
  }

  @Override
  public void release(String holder) {
    boolean unused =
        writer.write(session -> {
          session.update("UPDATE shard SET holder = '', lease_until = 0 WHERE holder = ?", holder);
          return session.update("DELETE FROM server WHERE id = ?", holder) == 1;
        });
  }

  @Override
  public Set<Fence> valid(Session session, Collection<Fence> fences) throws SQLException {
    var pairs = fences.stream().map(f -> new Object[] {f.place(), f.shard()}).toList();
    Set<Fence> now = new HashSet<>();
    session.eachPair(
        """
        SELECT place, shard, fence, holder FROM shard WHERE (place, shard) IN (:in)
        ORDER BY place, shard\
        """
            + session.dialect().sharing(),
        row -> now.add(new Fence(row.text(), row.small(), row.number(), row.text())),
        pairs);
    now.retainAll(Set.copyOf(fences));
    return now;
  }
}
