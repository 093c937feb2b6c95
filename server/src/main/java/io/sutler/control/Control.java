package io.sutler.control;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.Refusal;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Fence;
import io.sutler.store.Passes;
import io.sutler.store.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The running loop. Takes marks from the store and the drivers' watches, gives each due key a pass
 * on a virtual thread, comes back to every key once per resync interval. No failure of a pass ends
 * it. Thread-safe.
 */
public final class Control implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Control.class.getName());
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SET_BACK = Duration.ofSeconds(1);
  private static final Duration DISCARD = Duration.ofSeconds(2);
  private static final Duration GHOSTS = Duration.ofMinutes(1);
  private static final int AT_ONCE = 4;
  private static final int BEHIND = 600;
  private final House house;
  private final Settings settings;
  private final Passes passes;
  private final Leases leases;
  private final WorkQueue queue;
  private final Watches watches;
  private final DiscardRetained discard;
  private final EndGhosts ghosts;
  private final TakeTurn turns;
  private final BlockingQueue<List<Long>> slots = new LinkedBlockingQueue<>(BEHIND);
  private volatile long lastTick;
  private volatile String complaint = "";
  private volatile boolean closed;
  private volatile List<Thread> threads = List.of();

  /**
   * How the loop runs.
   *
   * @param holder this process: server name, pid and start, unique for ever
   * @param places whose keys it can reach; always with {@code ""}, the place of any
   * @param resync how often every key is looked at without a mark
   * @param lease how long this server's silence is borne
   * @param atOnce passes at once
   */
  public record Settings(
      String holder, Set<String> places, Duration resync, Duration lease, int atOnce) {}

  public Control(House house, Timers timers, Settings settings) {
    this.house = house;
    this.settings = settings;
    this.passes = house.tools().store().passes();
    this.leases =
        new Leases(passes, new Steady(), settings.holder(), settings.places(), settings.lease());
    int ticks = (int) Math.max(1, settings.resync().toMillis() / TICK.toMillis());
    this.queue = new WorkQueue(new ResyncRing(ticks), settings.atOnce());
    this.watches = new Watches(house, settings.places(), this::happened);
    this.discard = new DiscardRetained(house, settings.places());
    this.ghosts = new EndGhosts(house, settings.places());
    this.turns = new TakeTurn(house, queue, leases, timers);
  }

  /** Starts; returns at once. What was due before is found in the background. */
  public void start() {
    passes.onMark(this::marked);
    threads =
        List.of(
            Thread.ofPlatform().name("control-dispatch").daemon().start(this::dispatch),
            every(settings.lease().dividedBy(3), "control-lease", this::renew),
            every(TICK, "control-tick", this::tick),
            Thread.ofPlatform().name("control-resync").daemon().start(this::resync),
            Thread.ofPlatform().name("control-poll").daemon().start(this::pollWhenTold),
            every(DISCARD, "control-discard", discard::round),
            every(GHOSTS, "control-ghosts", ghosts::round));
  }

  private Thread every(Duration pause, String name, Runnable work) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(() -> {
          while (!closed) {
            try {
              work.run();
            } catch (RuntimeException e) {
              complain(name + " failed; it will be tried again", e);
            }
            try {
              Thread.sleep(pause);
            } catch (InterruptedException e) {
              return;
            }
          }
        });
  }

  /** Once for each cause: while a store is away, its sentence is the same twice a second. */
  private void complain(String what, RuntimeException e) {
    var cause = String.valueOf(e.getMessage());
    if (!(e instanceof Refusal)) {
      LOG.log(Level.WARNING, e, () -> what);
    } else if (!cause.equals(complaint)) {
      complaint = cause;
      LOG.warning(() -> what + ": " + cause);
    }
  }

  private void tick() {
    long now = house.tools().clock().millis();
    if (now < lastTick - SET_BACK.toMillis()) {
      LOG.warning("the clock was set back: what waits for a time is looked at now");
      queue.bringUpAll();
    }
    lastTick = now;
    var slot = queue.tick(now);
    if (!slot.isEmpty()) {
      // While the store is away nothing is to be gained by waiting lines: the next round comes.
      var unused = slots.offer(slot);
    }
  }

  /** Apart from the clock, which a store that answers slowly must not stop. */
  private void resync() {
    try {
      while (!closed) {
        spread(turns.unsettled(slots.take()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Over the time of a tick: all at once would keep new work waiting for the processors. */
  private void spread(List<Long> keys) throws InterruptedException {
    var pause = TICK.dividedBy(keys.size() / AT_ONCE + 2L);
    for (int i = 0; i < keys.size(); i++) {
      queue.resync(keys.get(i));
      if (i % AT_ONCE == AT_ONCE - 1 && slots.isEmpty()) {
        Thread.sleep(pause);
      }
    }
  }

  private void renew() {
    leases.renew(this::gained, this::lost);
    complaint = "";
    watches.refresh();
  }

  private void gained(Fence fence) {
    var atWork = passes.atWork(fence.shard());
    passes.scan(
        fence.place(),
        fence.shard(),
        work -> {
          turns.look(work.key(), atWork.contains(work.key()));
          queue.know(work.key(), millis(work.due()));
        });
  }

  private void lost(Fence fence) {
    passes.scan(fence.place(), fence.shard(), work -> queue.drop(work.key()));
  }

  private static long millis(long micros) {
    return micros == Long.MAX_VALUE ? micros : micros / 1000;
  }

  private void marked(Work work) {
    if (leases.fence(work.place(), work.key()).isPresent()) {
      queue.mark(work.key(), true);
    }
  }

  /** At once when another server says that it marked something, else now and then. */
  private void pollWhenTold() {
    try (var bell = house.tools().store().changes().bell(new Topic.OfOthers())) {
      while (!closed) {
        try {
          poll();
        } catch (RuntimeException e) {
          complain("marks of other servers were not read; again soon", e);
        }
        bell.await(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    for (var work : passes.marked(leases.all(), 0)) {
      marked(work);
    }
  }

  /** A driver saw something happen: look, without writing a mark. */
  private void happened(DeploymentId deployment) {
    Thread.ofVirtual()
        .start(() -> passes.keyOf(deployment).ifPresent(key -> queue.mark(key, false)));
  }

  private void dispatch() {
    while (!closed) {
      try {
        var turn = queue.take();
        Thread.ofVirtual().name("pass-" + turn.key()).start(() -> turns.take(turn));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Figures for metrics, by name. */
  public Map<String, Long> figures() {
    return Map.of(
        "deployments_known",
        (long) queue.known(),
        "passes_in_flight",
        (long) queue.inFlight(),
        "keys_waiting",
        queue.waiting() + turns.waiting(),
        "passes_done",
        turns.done(),
        "passes_spared",
        turns.spared(),
        "shards_held",
        (long) leases.all().size());
  }

  /**
   * Stops taking work and gives up the leases. Steps that run are left as a crash would leave them:
   * the next process takes them up again.
   */
  @Override
  public void close() {
    closed = true;
    queue.close();
    threads.forEach(Thread::interrupt);
    watches.close();
    try {
      leases.release();
    } catch (Refusal e) {
      LOG.info(() -> "the leases end by themselves: " + e.sentence());
    }
  }
}
