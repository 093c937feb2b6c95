package io.sutler.testkit.script;

import io.sutler.driver.Driver;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.script.ScriptDriver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes script drivers. */
public final class ScriptDrivers implements Supplier<Driver> {
  @Override
  public Driver get() {
    return new ScriptDriver(
        InstantSource.system(),
        LocalTools.of(
            Path.of("/nonexistent"),
            Path.of(System.getProperty("java.io.tmpdir"), "sutler-test-cache"),
            System.getenv()));
  }
}
