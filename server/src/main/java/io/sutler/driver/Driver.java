package io.sutler.driver;

import io.sutler.domain.Finding;
import io.sutler.domain.Observation;
import io.sutler.domain.Region;
import java.util.List;

/**
 * Makes one kind of component real. Thread-safe: called at once for many components, each call on a
 * virtual thread of its own; an interrupt means cancel, and must leave nothing running that the
 * step started (what it made real stays and is found again by {@link #look}).
 *
 * <p>Every method may be called again after a crash at any instant, and must then take up or repeat
 * the work without making anything twice: what it makes carries {@code component.owner()}.
 */
public interface Driver {
  DriverTraits traits();

  /** What it needs of a region, asked there; empty where it needs nothing. */
  default List<Finding> check(RegionView region) throws InterruptedException {
    return List.of();
  }

  /** What of a region's settings cannot be, a sentence each; asks nobody. */
  default List<String> faults(Region region) {
    return List.of();
  }

  /** Everything in the region that carries our installation's tag, in few calls. */
  Sight look(RegionView region) throws InterruptedException;

  /** What is there of one component; {@code look} is at its region. */
  Observation observe(ComponentView component, Look look) throws InterruptedException;

  /** What {@link #apply} would do, for people; must change nothing. */
  default Preview preview(ComponentView component) throws InterruptedException {
    return Preview.UNKNOWN;
  }

  /**
   * Makes it so: exists with the desired inputs, in the desired run-state, repaired where it
   * drifted. Returns within the component's deadline.
   */
  Progress apply(ComponentView component, StepLog log) throws InterruptedException;

  /**
   * Removes it and all that it owns; {@code Done} only when it is seen gone. Data with the
   * component's {@code keepData} is kept, and named as {@link Progress.Done#kept()}.
   */
  Progress remove(ComponentView component, StepLog log) throws InterruptedException;

  /** Runs an operation of the plan once. */
  Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException;

  /**
   * Removes storage that an earlier {@code remove} kept; {@code Done} only when it is seen gone,
   * and called again, soon, as long as it is {@code Waiting}.
   */
  default Progress discard(String keptHandle, RegionView region, StepLog log)
      throws InterruptedException {
    return new Progress.Done();
  }

  /** Calls {@code marks} when something happens to a component there; close to stop. */
  default AutoCloseable watch(RegionView region, Marks marks) {
    return () -> {};
  }

  /**
   * Removes a thing of a sight that nobody declared; {@code Done} only when it is seen gone. What
   * is {@code Waiting} stays listed until it is.
   */
  default Progress sweep(Sight.Found ghost, RegionView region, StepLog log)
      throws InterruptedException {
    return new Progress.Failed(
        new io.sutler.domain.Failure(
            io.sutler.domain.Blame.PLATFORM, "not-swept", "this driver cannot remove ghosts"));
  }
}
