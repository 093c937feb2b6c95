package io.sutler.intent;

import io.sutler.catalog.Bundle;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Plan;
import io.sutler.store.Plans;
import io.sutler.store.Plans.PlanRow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads published plans, each version once: what stands under a digest never changes. Remembers a
 * bounded number. Thread-safe; keep one.
 */
public final class LoadPlans implements Function<PlanRow, Plan> {
  private static final int MOST = 1_000;
  private final Plans store;
  private final PlanParser parser;
  private final Map<String, Plan> known = new ConcurrentHashMap<>();

  public LoadPlans(Plans store, PlanParser parser) {
    this.store = store;
    this.parser = parser;
  }

  /**
   * @throws IllegalStateException when the bundle of the row is not in the store
   */
  @Override
  public Plan apply(PlanRow row) {
    // one bundle may be published in two scopes, with another trust in each
    var key = row.digest() + row.project().map(p -> "/" + p).orElse("");
    var plan = known.get(key);
    if (plan == null) {
      plan = load(row);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, plan);
    }
    return plan;
  }

  private Plan load(PlanRow row) {
    var zip =
        store
            .bundle(row.digest())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the bundle of %s@%s is not in the store: publish it again"
                        .formatted(row.name(), row.version())));
    return parser.load(Bundle.read(zip), row.project(), row.trust(), row.uses());
  }
}
