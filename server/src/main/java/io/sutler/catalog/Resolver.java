package io.sutler.catalog;

import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.Resources;
import io.sutler.domain.SecretSpec;
import java.util.List;
import java.util.Map;

/**
 * Fills in a plan's templates. Pure and total: the same inputs give the same answer, and whatever
 * is wrong comes back as {@link Resolution.Broken}. Thread-safe; keep one, it caches compiled
 * expressions.
 */
public final class Resolver {
  /** Every component that the plan declares under these inputs, in the plan's order. */
  public List<Resolution> resolve(Plan plan, Inputs inputs) {
    throw new UnsupportedOperationException();
  }

  /** The plan's outputs, as far as they are there. */
  public Map<String, OutputValue> outputs(Plan plan, Inputs inputs) {
    throw new UnsupportedOperationException();
  }

  /**
   * The secrets to be made for a deployment, those of used plans too ({@code monitoring.password});
   * names are safe in a secret's id.
   */
  public Map<String, SecretSpec> secrets(Plan plan, Inputs inputs) {
    throw new UnsupportedOperationException();
  }

  /** What all declared components take of the quota, also those that still wait. */
  public Resources resources(Plan plan, Inputs inputs) {
    throw new UnsupportedOperationException();
  }
}
