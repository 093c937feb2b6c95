package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes commands about deployments. Thread-safe. Every method refuses with {@link
 * io.sutler.domain.Refusal}.
 */
public interface Commands {

  /**
   * What a person asks to be installed.
   *
   * @param plan {@code name}, {@code name@1} or {@code name@1.2.0}: the newest that fits
   * @param params JSON data; {@code {"from": "deployment/output"}} is a binding
   * @param expires time to live from now
   * @param stopAfter auto-stop, from now
   * @param adopt component to name of retained storage
   */
  record Install(
      String name,
      String displayName,
      String plan,
      String region,
      Map<String, Object> params,
      Optional<Duration> expires,
      Optional<Duration> stopAfter,
      Map<String, String> adopt,
      Map<String, Duration> schedules) {}

  /**
   * What a person asks to be changed; what is empty stays.
   *
   * @param params merged over the present ones; a JSON null (as {@link #UNSET}) takes one back to
   *     its default
   * @param mayDestroy components whose data this change may destroy
   */
  record Update(
      Optional<String> plan,
      Optional<String> displayName,
      Map<String, Object> params,
      Optional<Optional<Duration>> expires,
      Optional<Optional<Duration>> stopAfter,
      Set<String> mayDestroy,
      Optional<Map<String, Duration>> schedules) {}

  /**
   * How many of which components there shall be.
   *
   * @param sizes by component
   * @param mayDestroy components whose data this change may destroy
   */
  record Scale(Map<String, Long> sizes, Set<String> mayDestroy) {}

  /** Stands for JSON null in {@link Update#params}. */
  Object UNSET = new Object();

  /**
   * How a request is to be taken.
   *
   * @param ifVersion refuse as stale unless the deployment's version is this
   * @param idempotencyKey empty for none
   * @param bodyHash of the request, with an idempotency key
   * @param deadline after which an unreached command counts as failed
   */
  record Terms(
      Optional<Long> ifVersion,
      Optional<String> idempotencyKey,
      String bodyHash,
      Duration deadline) {
    public static final Terms PLAIN =
        new Terms(Optional.empty(), Optional.empty(), "", Duration.ofHours(1));
  }

  /** A taken command; {@code version} is the deployment's ETag after it. */
  record Taken(Command command, long version, boolean replayed) {}

  Taken install(Caller caller, String project, Install request, Terms terms);

  Taken update(Caller caller, String project, String deployment, Update request, Terms terms);

  /** Sets the parameters that the plan says count these components. */
  Taken scale(Caller caller, String project, String deployment, Scale request, Terms terms);

  /**
   * @param retain keep the data of components whose plan retains it
   * @param destroyData allow that data held otherwise is destroyed
   */
  Taken remove(
      Caller caller,
      String project,
      String deployment,
      boolean retain,
      boolean destroyData,
      Terms terms);

  /** Start, stop or suspend. */
  Taken runState(Caller caller, String project, String deployment, RunState state, Terms terms);

  Taken hold(Caller caller, String project, String deployment, boolean held, Terms terms);

  /**
   * Runs an operation of the plan once.
   *
   * @param operation as {@link io.sutler.domain.OperationName} writes it
   */
  Taken operate(
      Caller caller,
      String project,
      String deployment,
      String operation,
      Map<String, Object> params,
      boolean confirmed,
      Terms terms);

  /** Tries again now what waits for its next attempt or for a person. */
  Taken retry(Caller caller, String project, String deployment, Terms terms);

  /** Cancels a command that still goes on: interrupts its run. */
  Command cancel(Caller caller, String project, CommandId command);

  /**
   * The level that an install or update would make, checked in full, nothing stored: for previews.
   */
  Proposed propose(Caller caller, String project, Install request);

  Proposed propose(Caller caller, String project, String deployment, Update request);

  Proposed propose(Caller caller, String project, String deployment, Scale request);

  Proposed proposeRemoval(
      Caller caller, String project, String deployment, boolean retain, boolean destroyData);

  /**
   * @param existing the deployment it would change
   * @param changes what of the level would differ; empty for a new deployment
   * @param quota one line: what of the quota would be used after
   */
  record Proposed(
      String project,
      String name,
      io.sutler.domain.ProjectId projectId,
      Optional<io.sutler.domain.Deployment> existing,
      io.sutler.domain.Desired desired,
      java.util.List<String> changes,
      String quota) {}
}
