package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Work;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other servers on the same database what changed, by {@code NOTIFY}: beside the commits,
 * not in them, since a notifying commit holds up every other one. What comes at the same time goes
 * in one message; when a message is lost, looking finds what it said. Thread-safe.
 */
final class TellOthers implements News.Abroad, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TellOthers.class.getName());
  private static final int MOST = 1_000;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
  private final Readers readers;
  private final SharedLeases leases;
  private final String self;
  private final Thread thread;
  private Set<Topic> waiting = new LinkedHashSet<>();
  private boolean closed;

  /**
   * @param self who we are among those who hear
   */
  TellOthers(Readers readers, SharedLeases leases, String self) {
    this.readers = readers;
    this.leases = leases;
    this.self = self;
    this.thread = Thread.ofPlatform().name("store-tell").daemon().start(this::loop);
  }

  @Override
  public synchronized void tell(Topic topic) {
    // past the most, one message says that anything may have changed
    if (!leases.alone() && waiting.size() <= MOST && waiting.add(topic) && waiting.size() == 1) {
      notifyAll();
    }
  }

  @Override
  public void marked(Work work) {
    if (!leases.holds(work)) {
      tell(new Topic.OfOthers());
    }
  }

  private void loop() {
    try {
      while (true) {
        send(next());
        TimeUnit.NANOSECONDS.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Set<Topic> next() throws InterruptedException {
    while (waiting.isEmpty()) {
      if (closed) {
        throw new InterruptedException("closed");
      }
      wait();
    }
    var topics = waiting;
    waiting = new LinkedHashSet<>();
    return topics;
  }

  private void send(Set<Topic> topics) {
    try {
      for (var text : Message.of(self, topics.size() > MOST ? Set.of() : topics)) {
        // nobody needs it after a crash: it waits for no disk
        boolean unused =
            readers.read(session ->
                session
                    .first(
                        """
                        SELECT set_config('synchronous_commit', 'off', true),
                          CAST(pg_notify(?, ?) AS text)\
                        """,
                        row -> true,
                        Message.CHANNEL,
                        text)
                    .isPresent());
      }
    } catch (Refusal e) {
      LOG.log(System.Logger.Level.DEBUG, "the others find it by looking", e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
