package io.sutler.catalog;

import io.sutler.domain.Plan;
import java.util.Map;
import java.util.Set;

/** Checks users' parameters against a plan's schema. Thread-safe; keep one, it caches schemas. */
public final class Params {
  /**
   * @param elsewhere parameters whose value comes from elsewhere (a binding, a user's secret): they
   *     count as given and are not checked; must not be in {@code given}
   * @return {@code given} with the schema's defaults filled in
   * @throws io.sutler.domain.Refusal with a JSON pointer ({@code /params/max_connections}) and a
   *     sentence for each fault
   */
  public Map<String, Object> check(Plan plan, Map<String, Object> given, Set<String> elsewhere) {
    throw new UnsupportedOperationException();
  }

  /**
   * The same for an operation's own parameters.
   *
   * @throws io.sutler.domain.Refusal also when the plan has no such operation
   */
  public Map<String, Object> checkOperation(
      Plan plan, String operation, Map<String, Object> given) {
    throw new UnsupportedOperationException();
  }

  /** Names of the plan's parameters that are secret ({@code writeOnly: true}). */
  public static Set<String> secret(Plan plan) {
    throw new UnsupportedOperationException();
  }
}
