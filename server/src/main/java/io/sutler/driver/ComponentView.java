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
 * @param mayLeave members that are well and may be taken away in this step, because who uses them
 *     was told; empty where nobody wants to be told
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
    boolean keepData,
    Optional<Set<String>> mayLeave) {
  /** One whose members may all leave. */
  public ComponentView(
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
    this(
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
        handle,
        stepTag,
        deadline,
        keepData,
        Optional.empty());
  }

  /** The same in a step that may take only these members away. */
  public ComponentView letting(Set<String> members) {
    return with(handle, deadline, Optional.of(Set.copyOf(members)));
  }

  /** The same with another deadline. */
  public ComponentView withDeadline(Instant other) {
    return with(handle, other);
  }

  /** The same for another step: what leads back to it, and when it must be over. */
  public ComponentView with(Optional<String> otherHandle, Instant otherDeadline) {
    return with(otherHandle, otherDeadline, mayLeave);
  }

  private ComponentView with(
      Optional<String> otherHandle, Instant otherDeadline, Optional<Set<String>> otherLeave) {
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
        keepData,
        otherLeave);
  }
}
