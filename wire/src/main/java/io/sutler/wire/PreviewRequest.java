package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** A change of a standing deployment to be previewed: exactly one of the three. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PreviewRequest(
    Optional<DeploymentPatch> update, Optional<ScaleRequest> scale, Optional<Removal> remove) {}
