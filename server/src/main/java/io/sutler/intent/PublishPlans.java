package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Optional;

/** Takes plan bundles into the catalogue. Thread-safe. */
public final class PublishPlans {
  public PublishPlans(Desk desk) {}

  /**
   * Publishes a bundle (zip): for every project by an admin, or for one by its editors with the
   * drivers that tenants' trust allows.
   *
   * @throws Refusal INVALID with each fault at {@code file:line}; CONFLICT when this version stands
   *     with other content
   */
  public Published publish(Caller caller, Optional<String> project, byte[] zip) {
    throw new UnsupportedOperationException();
  }

  /** All of {@link #publish} but the publishing; an empty list means that it would be taken. */
  public List<Refusal.Fault> validate(Caller caller, Optional<String> project, byte[] zip) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param created false when the very same bundle stood already
   */
  public record Published(PlanVersion plan, boolean created) {}
}
