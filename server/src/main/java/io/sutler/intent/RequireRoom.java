package io.sutler.intent;

import io.sutler.catalog.Params;
import io.sutler.domain.Deployment;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.store.Store;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A drained region takes no new members; what stands there goes on, and may shrink. */
final class RequireRoom {
  private RequireRoom() {}

  static void in(Store store, Deployment deployment, Plan plan, Map<String, Object> params) {
    var name = deployment.desired().region();
    boolean drained =
        store
            .plans()
            .region(Optional.of(deployment.project()), name)
            .filter(Region::drained)
            .isPresent();
    if (!drained) {
      return;
    }
    Params.counted(plan)
        .forEach((component, parameter) -> {
          var before = count(deployment.desired().params().get(parameter));
          var after = count(params.get(parameter));
          if (before.isPresent() && after.isPresent() && after.get() > before.get()) {
            throw Refusal.invalid(
                "/params/" + parameter,
                "region %s is drained and takes no more of '%s': undrain it, or choose another for what is new"
                    .formatted(name, component));
          }
        });
  }

  private static Optional<Long> count(@Nullable Object value) {
    return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }
}
