package io.sutler.api.v1;

import io.sutler.access.Caller;
import io.sutler.api.EventLine;
import io.sutler.view.DeploymentDetail;
import io.sutler.view.Follow;
import io.sutler.view.ShowDeployments;
import io.sutler.wire.Gone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One client's watch over a project. An event's id is a sum over all that the client knows after
 * it: a client that comes back with the sum of the present state missed nothing; any other is told
 * to start anew and gets everything. Used by one thread.
 */
final class ProjectWatch {
  private static final Duration BEAT = Duration.ofSeconds(15);

  /** A look at a big project takes its time: look no more than one twentieth of it. */
  private static final int PAUSE_PER_LOOK = 19;

  private final Source source;
  private final Caller caller;
  private final String project;
  private final String lastId;
  private Map<String, DeploymentDetail> seen = Map.of();
  private final Map<String, DeploymentDetail> told = new LinkedHashMap<>();
  private long sum;

  /** Where it looks, and what tells it to. */
  record Source(Follow follow, ShowDeployments show) {}

  ProjectWatch(Source source, Caller caller, String project, String lastId) {
    this.source = source;
    this.caller = caller;
    this.project = project;
    this.lastId = lastId;
  }

  /** Reads the present state; refuses a project that the caller cannot see. */
  void look() {
    var now = new LinkedHashMap<String, DeploymentDetail>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = source.show().list(caller, project, after.get(), 500);
      page.items().forEach(d -> now.put(d.deployment().id().value(), d));
      after = page.next();
    }
    seen = now;
  }

  void tell(EventLine line) throws InterruptedException {
    start(line);
    long lastSent = System.nanoTime();
    try (var news = source.follow().ofProject(caller, project)) {
      while (line.open()) {
        long began = System.nanoTime();
        look();
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (tellDifferences(line)) {
          lastSent = System.nanoTime();
        } else if (System.nanoTime() - lastSent > BEAT.toNanos()) {
          line.beat();
          lastSent = System.nanoTime();
        }
        Thread.sleep(took.multipliedBy(PAUSE_PER_LOOK));
        news.await();
      }
    }
  }

  private void start(EventLine line) {
    seen.values().forEach(this::know);
    if (lastId.equals(id())) {
      return;
    }
    told.clear();
    sum = 0;
    line.send("", "start", Map.of());
    tellDifferences(line);
  }

  private boolean tellDifferences(EventLine line) {
    boolean any = false;
    for (var detail : seen.values()) {
      var before = told.get(detail.deployment().id().value());
      if (!detail.equals(before)) {
        know(detail);
        line.send(id(), "deployment", DeploymentWire.of(detail));
        any = true;
      }
    }
    for (var known : told.values().toArray(new DeploymentDetail[0])) {
      var d = known.deployment();
      if (!seen.containsKey(d.id().value())) {
        told.remove(d.id().value());
        sum -= weight(known);
        line.send(id(), "gone", new Gone(d.id().value(), d.name()));
        any = true;
      }
    }
    return any;
  }

  private void know(DeploymentDetail detail) {
    var before = told.put(detail.deployment().id().value(), detail);
    sum += weight(detail) - (before == null ? 0 : weight(before));
  }

  private String id() {
    return Long.toHexString(sum) + "-" + told.size();
  }

  /** Spreads id and state over 64 bits, so that sums of different states differ. */
  private static long weight(DeploymentDetail detail) {
    long h = 0x9E3779B97F4A7C15L;
    for (char c : (detail.deployment().id().value() + detail.state()).toCharArray()) {
      h = (h ^ c) * 0xBF58476D1CE4E5B9L;
      h ^= h >>> 29;
    }
    return h;
  }
}
