package io.sutler.catalog;

import io.sutler.domain.Plan;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Trust;
import java.util.Map;
import java.util.Optional;

/** Reads {@code plan.yaml} of a bundle. Thread-safe. */
public final class PlanParser {
  /** The file at a bundle's root. */
  public static final String FILE = "plan.yaml";

  /**
   * Checks a plan wholly, as for publishing.
   *
   * @throws io.sutler.domain.Refusal with one fault for each problem: {@code plan.yaml:LINE} and
   *     what to do
   */
  public Plan parse(Bundle bundle, Context context) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a plan that was published, without checking it again: fast, no CEL.
   *
   * @param uses digests of the plans it uses, as pinned when it was published
   */
  public Plan load(
      Bundle bundle, Optional<ProjectId> project, Trust trust, Map<String, String> uses) {
    throw new UnsupportedOperationException();
  }
}
