package io.sutler.driver.process;

import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.Marks;
import io.sutler.driver.OperationView;
import io.sutler.driver.Preview;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.Guard;
import io.sutler.driver.local.Kept;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Steps;
import io.sutler.driver.local.Surroundings;
import io.sutler.driver.local.Sweep;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Supervises one program per component: it outlives Sutler, is found again by its tag, and is
 * started again as soon as it exits. Thread-safe.
 */
public final class ProcessDriver implements Driver {
  private final InstantSource clock;
  private final Steps steps;
  private final Supervise supervise;
  private final ObserveProcess observe;
  private final ApplyProcess apply;
  private final RemoveProcess remove;

  public ProcessDriver(InstantSource clock, LocalTools tools) {
    this.clock = clock;
    var programs = new Programs(ProcessSchema.NAME, tools);
    this.steps = new Steps(programs, clock);
    this.supervise = new Supervise(clock, programs);
    this.observe = new ObserveProcess(clock, steps, supervise);
    this.apply = new ApplyProcess(clock, programs, steps, supervise);
    this.remove = new RemoveProcess(new StopProcess(clock, supervise));
  }

  @Override
  public DriverTraits traits() {
    return ProcessSchema.TRAITS;
  }

  @Override
  public Sight look(RegionView region) {
    return Surroundings.look(region, ProcessSchema.NAME, clock.instant());
  }

  @Override
  public Observation observe(ComponentView component, Look look) throws InterruptedException {
    return observe.observe(component, look);
  }

  @Override
  public Preview preview(ComponentView component) {
    try {
      return new Preview(true, List.of(PreviewProcess.effect(component)));
    } catch (IOException e) {
      return Preview.UNKNOWN;
    }
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> apply.apply(component, log));
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> remove.remove(component, log));
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException {
    var ports = ProcessRecord.read(component).map(ProcessRecord::ports).orElse(Map.of());
    return Guard.step(() -> steps.operate(operation, ProcessSchema.NAME, ports, component, log));
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
  public AutoCloseable watch(RegionView region, Marks marks) {
    return supervise.watch(region, marks);
  }

  @Override
  public Progress sweep(Sight.Found ghost, RegionView region, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      supervise.forget(ghost.owner());
      Sweep.ghost(ghost, region);
      return new Progress.Done();
    });
  }
}
