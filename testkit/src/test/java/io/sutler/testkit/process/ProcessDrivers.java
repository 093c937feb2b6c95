package io.sutler.testkit.process;

import io.sutler.driver.Driver;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.process.ProcessDriver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes process drivers. */
public final class ProcessDrivers implements Supplier<Driver> {
  @Override
  public Driver get() {
    return new ProcessDriver(
        InstantSource.system(),
        LocalTools.of(
            Path.of("/nonexistent"),
            Path.of(System.getProperty("java.io.tmpdir"), "sutler-test-cache"),
            System.getenv()));
  }
}
