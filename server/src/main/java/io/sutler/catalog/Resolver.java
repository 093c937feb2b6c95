package io.sutler.catalog;

import com.networknt.schema.Schema;
import io.sutler.domain.Blame;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resolution;
import io.sutler.domain.Resources;
import io.sutler.domain.SecretSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
  private final BoundedCache<String, Schema> drivers = new BoundedCache<>(100);

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

  /** What all declared components take of the quota; see the other. */
  public Resources resources(Plan plan, Inputs inputs) {
    return resources(plan, inputs, _ -> true);
  }

  /**
   * What declared components take of the quota, also those that still wait.
   *
   * @param counted whether a component of this name counts
   * @throws Refusal INVALID where parameters give an amount that is none
   */
  public Resources resources(Plan plan, Inputs inputs, Predicate<String> counted) {
    try {
      return expansion(plan, inputs).resources(counted);
    } catch (CannotFill e) {
      throw Refusal.invalid("/params", e.missing().why());
    }
  }

  /** As {@link Params#unfit}. */
  public Optional<String> unfit(Plan plan, String parameter, String type, Object value) {
    return params.unfit(plan, parameter, type, value);
  }

  /**
   * The component as a failure of its user when its filled-in inputs are none that its driver
   * takes: only the templates could be checked before.
   *
   * @param driver JSON Schema of the driver's inputs, the same for every call of its name
   */
  public Resolution checked(DesiredComponent component, Map<String, Object> driver) {
    var schema =
        drivers
            .get(component.driver())
            .orElseGet(() -> {
              var made = Schemas.compile(driver);
              drivers.put(component.driver(), made);
              return made;
            });
    return SchemaFaults.ofSealed(schema, component.inputs()).stream()
        .findFirst()
        .<Resolution>map(found ->
            new Resolution.Broken(
                component.name(),
                component.needs(),
                new Failure(
                    Blame.USER,
                    "bad-inputs",
                    "component '%s', with%s: what its template gives %s: change the parameter that it is made of"
                        .formatted(component.name(), found.pointer(""), found.sentence()))))
        .orElseGet(() -> new Resolution.Resolved(component));
  }

  private Expansion expansion(Plan plan, Inputs inputs) {
    return Expansion.of(new Expansion.Tools(fill, params), plan, inputs);
  }
}
