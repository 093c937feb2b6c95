package io.sutler.control;

import io.sutler.driver.ComponentView;
import java.time.Instant;
import java.util.Optional;

/** A component's view for one operation: with that operation's handle and deadline. */
final class OperationViews {
  private OperationViews() {}

  static ComponentView with(ComponentView v, Optional<String> handle, Instant deadline) {
    return new ComponentView(
        v.owner(),
        v.project(),
        v.deployment(),
        v.generation(),
        v.runState(),
        v.desired(),
        v.previous(),
        v.applied(),
        v.secrets(),
        v.outputs(),
        v.region(),
        v.workspace(),
        v.storage(),
        v.bundle(),
        handle,
        v.stepTag(),
        deadline,
        v.keepData());
  }
}
