package io.sutler.store.sql;

import io.sutler.domain.Command;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.store.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads what passes need, many keys with the same few statements. Thread-safe. */
final class SnapshotReader {
  private static final int TOGETHER = 64;
  private static final int AT_ONCE = 2;
  private final Readers readers;
  private final ConcurrentLinkedQueue<Request> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active = new AtomicInteger();

  private record Request(long key, CompletableFuture<Optional<Snapshot>> done) {}

  private record Head(Deployment deployment, String project, long mark, int attempts) {}

  SnapshotReader(Readers readers) {
    this.readers = readers;
  }

  Optional<Snapshot> read(long key) {
    var request = new Request(key, new CompletableFuture<>());
    queue.add(request);
    start();
    return Waiting.on(request.done);
  }

  private void start() {
    if (active.getAndUpdate(n -> Math.min(n + 1, AT_ONCE)) < AT_ONCE) {
      var unused =
          readers
              .start(this::drain)
              .whenComplete((done, failure) -> {
                active.decrementAndGet();
                if (failure != null) {
                  fail(failure);
                } else if (!queue.isEmpty()) {
                  start();
                }
              });
    }
  }

  private void fail(Throwable failure) {
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      next.done.completeExceptionally(failure);
    }
  }

  private boolean drain(Session session) throws SQLException {
    var requests = new ArrayList<Request>();
    while (true) {
      requests.clear();
      for (var next = queue.poll(); next != null; next = queue.poll()) {
        requests.add(next);
        if (requests.size() == TOGETHER) {
          break;
        }
      }
      if (requests.isEmpty()) {
        return true;
      }
      try {
        answer(session, requests);
      } catch (SQLException | RuntimeException e) {
        queue.addAll(requests);
        throw e;
      }
    }
  }

  /** The head is read first, with its mark: what is marked after that is not lost. */
  private static void answer(Session session, List<Request> requests) throws SQLException {
    var keys = new TreeSet<Long>();
    requests.forEach(r -> keys.add(r.key));
    var heads = heads(session, keys);
    var components = components(session, heads.keySet());
    var open = open(session, heads.values());
    var bound = bound(session, heads);
    for (var request : requests) {
      var head = Optional.ofNullable(heads.get(request.key));
      request.done.complete(
          head.map(h ->
              new Snapshot(
                  h.deployment,
                  h.project,
                  components.getOrDefault(request.key, List.of()),
                  open.getOrDefault(h.deployment.id().value(), List.of()),
                  bound.getOrDefault(request.key, Map.of()),
                  h.mark,
                  h.attempts)));
    }
  }

  private static Map<Long, Head> heads(Session session, TreeSet<Long> keys) throws SQLException {
    Map<Long, Head> heads = new HashMap<>();
    session.eachIn(
        "SELECT "
            + DeploymentRows.COLUMNS
            + """
            , p.name, w.mark, w.attempts
            FROM deployment d JOIN project p ON p.id = d.project
            JOIN work w ON w.shard = d.key % 64 AND w.key = d.key
            WHERE d.key IN (:in)\
            """,
        row -> {
          var deployment = DeploymentRows.read(row);
          heads.put(deployment.key(), new Head(deployment, row.text(), row.number(), row.small()));
        },
        keys);
    return heads;
  }

  private static Map<Long, List<ComponentRecord>> components(
      Session session, java.util.Set<Long> keys) throws SQLException {
    Map<Long, List<ComponentRecord>> components = new HashMap<>();
    session.eachIn(
        "SELECT deployment, "
            + ComponentRows.COLUMNS
            + " FROM component WHERE deployment IN (:in) ORDER BY deployment, name",
        row ->
            components
                .computeIfAbsent(row.number(), k -> new ArrayList<>())
                .add(ComponentRows.read(row)),
        keys);
    return components;
  }

  private static Map<String, List<Command>> open(Session session, java.util.Collection<Head> heads)
      throws SQLException {
    Map<String, List<Command>> open = new HashMap<>();
    session.eachIn(
        "SELECT "
            + CommandRows.COLUMNS
            + """
             FROM command c
            WHERE c.deployment IN (:in) AND c.ended_at IS NULL AND c.state = 'ACCEPTED'
            ORDER BY c.id\
            """,
        row -> {
          var command = CommandRows.read(row);
          open.computeIfAbsent(command.deployment().value(), k -> new ArrayList<>()).add(command);
        },
        heads.stream().map(h -> h.deployment.id().value()).toList());
    return open;
  }

  private static Map<Long, Map<String, OutputValue>> bound(Session session, Map<Long, Head> heads)
      throws SQLException {
    Map<Long, Map<String, OutputValue>> bound = new HashMap<>();
    session.eachIn(
        """
        SELECT b.consumer, b.parameter, b.output, d.observed
        FROM binding b JOIN deployment d ON d.id = b.provider
        WHERE b.consumer IN (:in)\
        """,
        row -> {
          long consumer = row.number();
          var parameter = row.text();
          var output = row.text();
          Observed observed = JsonColumns.OBSERVED.of(row.text());
          var value = observed.outputs().get(output);
          if (value != null) {
            bound.computeIfAbsent(consumer, k -> new HashMap<>()).put(parameter, value);
          }
        },
        heads.entrySet().stream()
            .filter(e -> !e.getValue().deployment.desired().bindings().isEmpty())
            .map(Map.Entry::getKey)
            .toList());
    return bound;
  }
}
