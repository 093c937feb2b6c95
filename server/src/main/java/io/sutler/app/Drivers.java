package io.sutler.app;

import io.sutler.catalog.DriverFacts;
import io.sutler.cloud.Cloud;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.process.ProcessDriver;
import io.sutler.driver.script.ScriptDriver;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.driver.servers.SshDoor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drivers that there are: ours are named here and nowhere else, others' are found as services.
 *
 * @param byName as plans say it
 */
record Drivers(Map<String, Driver> byName) {

  static Drivers all(
      Path data, Map<String, String> environment, Map<String, Cloud> clouds, InstantSource clock) {
    var tools = LocalTools.of(lib(), data.resolve("cache"), environment);
    var drivers = new ArrayList<Driver>();
    drivers.add(new ScriptDriver(clock, tools));
    drivers.add(new ProcessDriver(clock, tools));
    drivers.add(new AnsibleDriver(clock, tools, repositories(environment)));
    drivers.add(new ServersDriver(clouds, new SshDoor(), clock, Thread::sleep));
    // Whoever writes a driver puts its jar on the class path, with a service file that names it.
    ServiceLoader.load(Driver.class).forEach(drivers::add);
    return of(drivers);
  }

  static Drivers of(List<Driver> drivers) {
    return new Drivers(
        drivers.stream().collect(Collectors.toMap(d -> d.traits().name(), Function.identity())));
  }

  Map<String, DriverFacts> facts() {
    return byName.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> {
                  var traits = e.getValue().traits();
                  return new DriverFacts(traits.inputs(), traits.onServer());
                }));
  }

  Set<String> suspending() {
    return byName.values().stream()
        .map(Driver::traits)
        .filter(DriverTraits::suspends)
        .map(DriverTraits::name)
        .collect(Collectors.toSet());
  }

  /** Directories whose git repositories plans may read. */
  private static List<Path> repositories(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("SUTLER_GIT_DIRECTORIES", "").split(":"))
        .filter(directory -> !directory.isBlank())
        .map(Path::of)
        .toList();
  }

  /** Where Sutler's jars lie: the folder of the one that programs of plans may want. */
  private static Path lib() {
    try {
      var driver = Class.forName("org.postgresql.Driver", false, Drivers.class.getClassLoader());
      var jar = Path.of(driver.getProtectionDomain().getCodeSource().getLocation().toURI());
      var folder = jar.getParent();
      return folder == null ? jar : folder;
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the PostgreSQL driver is not on the class path", e);
    }
  }
}
