package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.Plan;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Region;
import io.sutler.store.Plans.PlanRow;
import io.sutler.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The catalogue and the regions, for people. Thread-safe. */
public final class ShowPlans {
  /**
   * @param parse a stored plan's document as a plan
   */
  public ShowPlans(Store store, Access access, Function<PlanRow, Plan> parse) {}

  /** All that a project sees; with no project the global ones. Newest version of each first. */
  public List<PlanVersion> list(Caller caller, Optional<String> project) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param ref {@code name}, {@code name@1} or {@code name@1.2.0}
   */
  public PlanDetail show(Caller caller, Optional<String> project, String ref) {
    throw new UnsupportedOperationException();
  }

  /** The files of a plan that {@link #show} would show, as a zip. */
  public byte[] bundle(Caller caller, Optional<String> project, String ref) {
    throw new UnsupportedOperationException();
  }

  public List<Region> regions(Caller caller, Optional<String> project) {
    throw new UnsupportedOperationException();
  }
}
