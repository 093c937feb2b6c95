package io.sutler.driver;

import io.sutler.domain.DesiredComponent;
import io.sutler.domain.OutputValue;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One component as a driver sees it: everything it needs, nothing of the store.
 *
 * @param desired its inputs hold clear secrets in this view alone; never log or store them
 * @param previous inputs last applied to their end, if any
 * @param applied digest of the inputs last applied to their end
 * @param secrets the clear texts in the inputs, to be masked in every log
 * @param workspace directory of its own, made on demand, rebuilt from the store at any time
 * @param storage directory for data that must outlive changes; the driver makes it
 * @param bundle unpacked read-only files of its plan
 * @param handle what the last step gave
 * @param stepTag set in the environment of everything a step starts: {@code SUTLER_STEP}
 * @param deadline when this step must be over
 * @param keepData on removal: keep its storage
 */
public record ComponentView(
    OwnerTag owner,
    String project,
    String deployment,
    long generation,
    RunState runState,
    DesiredComponent desired,
    Optional<Map<String, Object>> previous,
    Optional<String> applied,
    Set<String> secrets,
    Map<String, OutputValue> outputs,
    RegionView region,
    Path workspace,
    Path storage,
    Path bundle,
    Optional<String> handle,
    String stepTag,
    Instant deadline,
    boolean keepData) {
  /** The same with another deadline. */
  public ComponentView withDeadline(Instant other) {
    return with(handle, other);
  }

  /** The same for another step: what leads back to it, and when it must be over. */
  public ComponentView with(Optional<String> otherHandle, Instant otherDeadline) {
    return new ComponentView(
        owner,
        project,
        deployment,
        generation,
        runState,
        desired,
        previous,
        applied,
        secrets,
        outputs,
        region,
        workspace,
        storage,
        bundle,
        otherHandle,
        stepTag,
        otherDeadline,
        keepData);
  }
}
