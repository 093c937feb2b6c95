package io.sutler.driver.script;

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
 * Runs a bundle's own script for each phase of a component: install, update, remove, observe, and
 * its operations. Thread-safe.
 */
public final class ScriptDriver implements Driver {
  private final InstantSource clock;
  private final LocalTools tools;

  public ScriptDriver(InstantSource clock, LocalTools tools) {
    this.clock = clock;
    this.tools = tools;
  }

  @Override
  public DriverTraits traits() {
    return ScriptInputs.TRAITS;
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
