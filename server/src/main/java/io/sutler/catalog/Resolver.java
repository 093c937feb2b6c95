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
 *
 * <p>A component's digest covers its driver, region, inputs, checks, outputs and, where it names
 * files of the bundle, their digest ({@link Plan#files}); nothing else of the plan, so what other
 * components or operations say changes it not.
 */
public final class Resolver {
  private final FillTemplates fill = new FillTemplates();
  private final Params params = new Params();

  /** Every component that the plan declares under these inputs, in the plan's order. */
  public List<Resolution> resolve(Plan plan, Inputs inputs) {
    return expansion(plan, inputs).resolve();
  }

  /** The plan's outputs, as far as they are there. */
  public Map<String, OutputValue> outputs(Plan plan, Inputs inputs) {
    return expansion(plan, inputs).outputs().present();
  }

  /**
   * The secrets to be made for a deployment, those of used plans too ({@code monitoring.password});
   * names are safe in a secret's id.
   */
  public Map<String, SecretSpec> secrets(Plan plan, Inputs inputs) {
    return expansion(plan, inputs).secrets();
  }

  /** What all declared components take of the quota, also those that still wait. */
  public Resources resources(Plan plan, Inputs inputs) {
    return expansion(plan, inputs).resources();
  }

  private Expansion expansion(Plan plan, Inputs inputs) {
    return Expansion.of(new Expansion.Tools(fill, params), plan, inputs);
  }
}
