package io.sutler.view;

import io.sutler.store.Changes.Topic;
import io.sutler.store.Store;
import java.time.Duration;
import java.util.Optional;

/** Follows a deployment that any server may work on. */
final class FollowDeployment implements Follow.DeploymentFollow {
  private final Store store;
  private final Details details;
  private DeploymentDetail last;
  private String seen;
  private boolean gone;

  FollowDeployment(Store store, DeploymentDetail now, String seen) {
    this.store = store;
    this.details = new Details(store);
    this.last = now;
    this.seen = seen;
  }

  @Override
  public Optional<Follow.Event> next(Duration timeout) throws InterruptedException {
    return gone
        ? Optional.empty()
        : Await.first(
            store.changes(), new Topic.OfDeployment(last.deployment().key()), timeout, this::look);
  }

  private Optional<Follow.Event> look() {
    var now = store.reads().deployment(last.deployment().id());
    if (now.isEmpty()) {
      gone = true;
      return Optional.of(new Follow.Event.Gone(last.deployment()));
    }
    last = details.of(last.project(), now.get(), store.reads().components(now.get().key()));
    var state = last.state();
    if (state.equals(seen)) {
      return Optional.empty();
    }
    seen = state;
    return Optional.of(new Follow.Event.Changed(state, last));
  }
}
