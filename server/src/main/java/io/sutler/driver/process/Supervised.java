package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import java.util.Optional;

/** One program that is kept an eye on. */
record Supervised(
    ComponentView view, Running running, AutoCloseable exit, Optional<LiveCheck> live) {

  boolean isOf(ComponentView c, Running other) {
    return running.id().equals(other.id())
        && view.desired().digest().equals(c.desired().digest())
        && view.desired().live().equals(c.desired().live());
  }

  void end() {
    try {
      exit.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    live.ifPresent(LiveCheck::end);
  }
}
