package io.sutler.driver.process;

import io.sutler.domain.Observation;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.LocalTools;
import java.time.InstantSource;

/**
 * Supervises one program per component: it outlives Sutler, is found again by its tag, and is
 * started again as soon as it exits. Thread-safe.
 */
public final class ProcessDriver implements Driver {
  private final InstantSource clock;
  private final LocalTools tools;

  public ProcessDriver(InstantSource clock, LocalTools tools) {
    this.clock = clock;
    this.tools = tools;
  }

  @Override
  public DriverTraits traits() {
    return ProcessInputs.TRAITS;
  }

  @Override
  public Sight look(RegionView region) throws InterruptedException {
    return Sight.nothing(clock.instant());
  }

  @Override
  public Observation observe(ComponentView component, Sight sight) throws InterruptedException {
    return new Observation.Unknown("not built yet " + tools);
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    return new Progress.Done();
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) throws InterruptedException {
    return new Progress.Done();
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException {
    return new Progress.Done();
  }
}
