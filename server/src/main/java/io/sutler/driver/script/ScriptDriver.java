package io.sutler.driver.script;

import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.OperationView;
import io.sutler.driver.Preview;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Ends;
import io.sutler.driver.local.Guard;
import io.sutler.driver.local.Kept;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.Owned;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Surroundings;
import io.sutler.driver.local.Sweep;
import io.sutler.driver.local.Task;
import io.sutler.driver.local.Task.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a bundle's own script for each phase of a component (install, update, remove, observe) and
 * for its operations. A script outlives Sutler: the next one takes it up, or reads its end.
 * Thread-safe.
 */
public final class ScriptDriver implements Driver {
  private static final String NAME = "script";
  private final InstantSource clock;
  private final Steps steps;
  private final ObserveScript observe;

  public ScriptDriver(InstantSource clock, LocalTools tools) {
    this.clock = clock;
    this.steps = new Steps(new Programs(NAME, tools), clock);
    this.observe = new ObserveScript(clock, steps);
  }

  @Override
  public DriverTraits traits() {
    return ScriptInputs.TRAITS;
  }

  @Override
  public Sight look(RegionView region) {
    return Surroundings.look(region, NAME, clock.instant());
  }

  @Override
  public Observation observe(ComponentView component, Look look) throws InterruptedException {
    if (component.applied().filter(component.desired().digest()::equals).isPresent()) {
      steps.forgetOutputs(component, "install");
      steps.forgetOutputs(component, "update");
    }
    return observe.observe(component);
  }

  @Override
  public Preview preview(ComponentView component) {
    return new Preview(
        true, List.of("runs " + ScriptInputs.of(component).script() + " to " + phase(component)));
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> run(component, log));
  }

  private Progress run(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    Owned.claim(c.workspace(), c.owner(), NAME);
    if (c.desired().inputs().get("adopt") instanceof String kept && c.applied().isEmpty()) {
      Kept.adopt(kept, c);
    }
    Owned.claim(c.storage(), c.owner(), NAME);
    // what was recorded as applied and is applied again is a repair, and needs the script anew
    var rerun =
        c.applied().filter(c.desired().digest()::equals).isPresent()
            ? Rerun.ALWAYS
            : Rerun.UNLESS_DONE;
    var task =
        Task.phase(phase(c), ScriptInputs.of(c).words(), Map.of(), c.desired().outputs(), c, rerun);
    int code = steps.run(task, c, log);
    if (code != 0) {
      throw Ends.exited(task, code);
    }
    var outputs = steps.outputs(task, log);
    if (ScriptInputs.of(c).observe()) {
      new ScriptRecord(c.desired().digest()).write(c);
    }
    return new Progress.Done(outputs);
  }

  private static String phase(ComponentView c) {
    return c.applied().isEmpty() ? "install" : "update";
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> takeAway(component, log));
  }

  private Progress takeAway(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    if (c.applied().isPresent() || Files.exists(OwnFiles.of(c))) {
      Owned.claim(c.workspace(), c.owner(), NAME);
      var words = ScriptInputs.of(c).words();
      var task = Task.phase("remove", words, Map.of(), Map.of(), c, Rerun.UNLESS_DONE);
      int code = steps.run(task, c, log);
      if (code != 0) {
        throw Ends.exited(task, code);
      }
    }
    Optional<Progress.Kept> kept = Optional.empty();
    if (c.keepData()) {
      kept = Kept.keep(c);
    } else {
      Owned.delete(c.storage());
    }
    Owned.delete(c.workspace());
    Owned.deleteEmptyFolder(c.workspace(), c.region());
    return new Progress.Done(Map.of(), Optional.empty(), kept);
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> steps.operate(operation, NAME, Map.of(), component, log));
  }

  @Override
  public Progress discard(String keptHandle, RegionView region, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      Kept.discard(keptHandle, region);
      return new Progress.Done();
    });
  }

  @Override
  public Progress sweep(Sight.Found ghost, RegionView region, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      Sweep.ghost(ghost, region);
      return new Progress.Done();
    });
  }
}
