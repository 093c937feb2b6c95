package io.sutler.view;

import io.sutler.store.Store;
import java.time.Duration;
import java.util.Optional;

/** Follows a deployment that any server may work on: by looking at its version. */
final class PollDeployment implements Follow.DeploymentFollow {
  private final Store store;
  private final Details details;
  private final Pauses pauses = new Pauses();
  private DeploymentDetail last;
  private long version;
  private boolean gone;

  PollDeployment(Store store, DeploymentDetail now, long afterVersion) {
    this.store = store;
    this.details = new Details(store);
    this.last = now;
    this.version = afterVersion;
  }

  @Override
  public Optional<Follow.Event> next(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      var event = look();
      if (event.isPresent()) {
        pauses.reset();
        return event;
      }
    } while (pauses.pause(end));
    return Optional.empty();
  }

  private Optional<Follow.Event> look() {
    if (gone) {
      return Optional.empty();
    }
    var now = store.reads().deployment(last.deployment().id());
    if (now.isEmpty()) {
      gone = true;
      return Optional.of(new Follow.Event.Gone(last.deployment()));
    }
    if (now.get().version() == version) {
      return Optional.empty();
    }
    version = now.get().version();
    last = details.of(last.project(), now.get(), store.reads().components(now.get().key()));
    return Optional.of(new Follow.Event.Changed(version, last));
  }
}
