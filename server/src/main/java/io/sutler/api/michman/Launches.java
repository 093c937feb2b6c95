package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.view.Follow;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes down what was asked of clusters, and how it ended: each command is followed to its end, as
 * long as this server runs and not too many are. Thread-safe.
 */
final class Launches {
  private static final Logger LOG = Logger.getLogger(Launches.class.getName());
  private static final int MOST = 1000;
  private static final Duration WAIT = Duration.ofMinutes(1);
  private final Follow follow;
  private final Journal journal;
  private final Semaphore followed = new Semaphore(MOST);

  Launches(Follow follow, Journal journal) {
    this.follow = follow;
    this.journal = journal;
  }

  void accepted(Caller caller, String project, Cluster cluster, Command command) {
    var what = "%s of cluster %s in %s".formatted(word(command), cluster.name(), project);
    journal.write(Journal.Log.LAUNCHER, what + " by " + caller.name() + " accepted");
    if (followed.tryAcquire()) {
      Thread.ofVirtual()
          .name("michman-launch")
          .start(() -> {
            try {
              await(caller, project, command, what);
            } finally {
              followed.release();
            }
          });
    }
  }

  private void await(Caller caller, String project, Command command, String what) {
    try {
      var now = command;
      while (!now.state().isEnd()) {
        now = follow.command(caller, project, command.id(), WAIT);
      }
      var end = now.state().name().toLowerCase(java.util.Locale.ROOT);
      journal.write(Journal.Log.LAUNCHER, what + " ended: " + end + " (" + now.reason() + ")");
    } catch (RuntimeException closed) {
      LOG.log(Level.FINE, closed, () -> what + " is followed no more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String word(Command command) {
    return switch (command.kind()) {
      case INSTALL -> "create";
      case UPDATE -> "update";
      case REMOVE -> "delete";
      case RETRY -> "retry";
      case START -> "start";
      default -> command.kind().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
