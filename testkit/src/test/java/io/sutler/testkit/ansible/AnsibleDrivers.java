package io.sutler.testkit.ansible;

import io.sutler.driver.Driver;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes ansible drivers. */
public final class AnsibleDrivers implements Supplier<Driver> {
  /** Where this is false, tests that need the tool are skipped, by name. */
  static boolean installed() {
    return has("ansible-playbook");
  }

  static boolean has(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  @Override
  public Driver get() {
    return with(System.getenv());
  }

  /** One whose plans may read git repositories beneath a directory; what it fetches lies there. */
  static Driver reading(Path directory) {
    return new AnsibleDriver(
        InstantSource.system(),
        LocalTools.of(Path.of("/nonexistent"), directory.resolve("cache"), System.getenv()),
        List.of(directory));
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
