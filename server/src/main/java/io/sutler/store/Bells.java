package io.sutler.store;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The bells of this process. Ringing one that nobody has hung costs next to nothing. */
public final class Bells implements Changes {
  private final Map<Topic, Set<Hung>> hung = new ConcurrentHashMap<>();

  @Override
  public Bell bell(Topic topic) {
    var bell = new Hung(topic);
    hung.compute(
        topic,
        (_, there) -> {
          var all = there == null ? ConcurrentHashMap.<Hung>newKeySet() : there;
          all.add(bell);
          return all;
        });
    return bell;
  }

  /** Never blocks. */
  public void ring(Topic topic) {
    hung.getOrDefault(topic, Set.of()).forEach(Hung::ring);
  }

  /** For when nobody knows what changed. */
  public void ringAll() {
    hung.values().forEach(all -> all.forEach(Hung::ring));
  }

  private final class Hung implements Bell {
    private final Topic topic;
    private final Semaphore rung = new Semaphore(0);

    private Hung(Topic topic) {
      this.topic = topic;
    }

    private void ring() {
      if (rung.availablePermits() == 0) {
        rung.release();
      }
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
      if (rung.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
        rung.drainPermits();
      }
    }

    @Override
    public void close() {
      hung.computeIfPresent(
          topic,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
