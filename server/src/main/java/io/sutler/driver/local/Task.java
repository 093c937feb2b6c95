package io.sutler.driver.local;

import io.sutler.domain.OutputSpec;
import io.sutler.driver.ComponentView;
import io.sutler.driver.OperationView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of a bundle to be run to its end.
 *
 * @param phase as {@code DEPLOY_PHASE}
 * @param operation as {@code DEPLOY_OPERATION}; empty for none
 * @param params the operation's own
 * @param words program and arguments
 * @param control directory of this kind of step
 * @param outputs what it must or may write
 * @param request the same text is the same request
 * @param rerun what to do about one of the same request that ended before
 */
public record Task(
    String phase,
    Optional<String> operation,
    Map<String, Object> params,
    List<String> words,
    Path control,
    Map<String, Integer> ports,
    Map<String, OutputSpec> outputs,
    String request,
    Rerun rerun) {

  /** What the end of an earlier start of the same request means. */
  public enum Rerun {
    /** Nothing: run it again. */
    ALWAYS,
    /** A success stands; a failure, or one cut off, runs again. */
    UNLESS_DONE,
    /** It ran its one time, however it ended. */
    NEVER
  }

  /** A phase of a component. */
  public static Task phase(
      String phase,
      List<String> words,
      Map<String, Integer> ports,
      Map<String, OutputSpec> outputs,
      ComponentView c,
      Rerun rerun) {
    var request = phase + " " + c.desired().digest() + " " + c.runState();
    var control = OwnFiles.of(c).resolve(phase);
    return new Task(
        phase, Optional.empty(), Map.of(), words, control, ports, outputs, request, rerun);
  }

  /** An operation; its id is the request. */
  public static Task operation(
      OperationView operation, Map<String, Integer> ports, ComponentView c) {
    return new Task(
        "operate",
        Optional.of(operation.name()),
        operation.params(),
        operation.spec().command(),
        OwnFiles.of(c).resolve("operations").resolve(OwnFiles.safe(operation.id())),
        ports,
        operation.spec().outputs(),
        operation.id(),
        operation.spec().repeatable() ? Rerun.UNLESS_DONE : Rerun.NEVER);
  }
}
