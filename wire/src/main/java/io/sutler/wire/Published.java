package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a published bundle.
 *
 * @param created false when the very same bundle stood already
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Published(PlanSummary plan, boolean created, List<Fault> warnings) {
  public Published {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
