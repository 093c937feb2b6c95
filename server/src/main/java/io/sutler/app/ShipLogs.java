package io.sutler.app;

import io.sutler.domain.Deployment;
import io.sutler.domain.RunId;
import io.sutler.store.Logs;
import io.sutler.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends what the runs of Michman's clusters print to a Logstash too, masked as it is stored. A
 * record tells of one piece of a run's log. Thread-safe.
 */
final class ShipLogs implements Logs {
  private static final String CLUSTER = "michman-cluster";
  private static final int MOST_KNOWN = 10_000;
  private final Store store;
  private final Logs logs;
  private final Logstash logstash;
  private final Map<RunId, Optional<Deployment>> clusters = new ConcurrentHashMap<>();

  private ShipLogs(Store store, Logstash logstash) {
    this.store = store;
    this.logs = store.logs();
    this.logstash = logstash;
  }

  /** The same store, whose logs go to both. */
  static Store of(Store store, Logstash logstash) {
    var shipped = new ShipLogs(store, logstash);
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("logs")) {
                return shipped;
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void append(RunId run, int step, Instant at, String text) {
    logs.append(run, step, at, text);
    cluster(run).ifPresent(cluster -> logstash.send(record(cluster, run, step, at, text)));
  }

  private static Map<String, Object> record(
      Deployment cluster, RunId run, int step, Instant at, String text) {
    var record = new LinkedHashMap<String, Object>();
    record.put("@timestamp", at.toString());
    record.put("log", "cluster");
    record.put("cluster", cluster.name());
    if (cluster.desired().params().get("cluster") instanceof Map<?, ?> said) {
      record.put("Cluster_name", String.valueOf(said.get("Name")));
      record.put("cluster_id", String.valueOf(said.get("ID")));
    }
    record.put("run", run.value());
    record.put("step", step);
    record.put("message", text);
    return record;
  }

  private Optional<Deployment> cluster(RunId run) {
    if (clusters.size() >= MOST_KNOWN) {
      clusters.clear();
    }
    return clusters.computeIfAbsent(
        run,
        id ->
            store
                .reads()
                .run(id)
                .flatMap(r -> store.reads().deployment(r.deployment()))
                .filter(d -> d.desired().plan().equals(CLUSTER)));
  }

  @Override
  public List<Chunk> read(RunId run, long afterSeq, int limit) {
    return logs.read(run, afterSeq, limit);
  }
}
