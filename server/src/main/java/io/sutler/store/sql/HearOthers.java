package io.sutler.store.sql;

import io.sutler.store.Bells;
import io.sutler.store.Changes.Topic;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to what other servers on the same database say, on a connection of its own that is opened
 * anew when it is lost, and rings the bells here. Thread-safe.
 */
final class HearOthers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HearOthers.class.getName());
  private static final long AGAIN_MILLIS = 1_000;

  /** So long without a word, and the connection is asked whether it lives. */
  private static final int SILENCE_MILLIS = 30_000;

  private final Readers.Source source;
  private final String self;
  private final Bells bells;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Runnable hangUp = () -> {};

  HearOthers(Readers.Source source, String self, Bells bells) {
    this.source = source;
    this.self = self;
    this.bells = bells;
    this.thread = Thread.ofPlatform().name("store-hear").daemon().start(this::loop);
  }

  private void loop() {
    while (!closed) {
      try (var session = source.open()) {
        hangUp = () -> hangUp(session);
        listen(session);
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "other servers are not heard; it is tried again", e);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(closed ? 0 : AGAIN_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void hangUp(Session session) {
    try {
      session.connection().abort(Runnable::run);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection was not closed well", e);
    }
  }

  private void listen(Session session) throws SQLException {
    var connection = session.connection();
    try (var statement = connection.createStatement()) {
      statement.execute("LISTEN " + Message.CHANNEL);
      // what was said before this was not heard
      bells.ringAll();
      while (!closed) {
        var heard = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MILLIS);
        if (heard == null || heard.length == 0) {
          statement.execute("SELECT 1");
        } else {
          for (var one : heard) {
            ring(one);
          }
        }
      }
    }
  }

  private void ring(PGNotification heard) {
    var text = heard.getParameter();
    if (!Message.sender(text).equals(self)) {
      Message.topics(text).ifPresentOrElse(topics -> topics.forEach(this::ring), bells::ringAll);
    }
  }

  private void ring(Topic topic) {
    bells.ring(topic);
  }

  @Override
  public void close() {
    closed = true;
    hangUp.run();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
