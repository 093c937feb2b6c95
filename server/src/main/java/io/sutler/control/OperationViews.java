package io.sutler.control;

import io.sutler.domain.OperationSpec;
import io.sutler.driver.ComponentView;
import java.time.Instant;
import java.util.Optional;

/** A component's view for one operation: with that operation's handle and deadline. */
final class OperationViews {
  private OperationViews() {}

  static ComponentView with(
      ComponentView v, Optional<String> handle, OperationSpec spec, Instant now) {
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
        now.plus(spec.deadline()),
        v.keepData());
  }
}
