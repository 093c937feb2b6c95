package io.sutler.testkit.ansible;

import io.sutler.driver.Driver;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes ansible drivers. */
public final class AnsibleDrivers implements Supplier<Driver> {
  /** Where this is false, tests that need the tool are skipped, by name. */
  static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "ansible-playbook")));
  }

  @Override
  public Driver get() {
    return with(System.getenv());
  }

  static Driver with(Map<String, String> environment) {
    return new AnsibleDriver(
        InstantSource.system(),
        LocalTools.of(
            Path.of("/nonexistent"),
            Path.of(System.getProperty("java.io.tmpdir"), "sutler-test-cache"),
            environment));
  }
}
