package io.sutler.cli.local;

import io.sutler.catalog.AuthorCheck;
import io.sutler.catalog.Bundle;
import io.sutler.catalog.Context;
import io.sutler.catalog.DriverFacts;
import io.sutler.catalog.PlanParser;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import io.sutler.driver.Driver;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.process.ProcessDriver;
import io.sutler.driver.script.ScriptDriver;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.driver.servers.SshDoor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan in a directory of its author, and the drivers that can make it real here.
 *
 * @param catalog the plans that it may use
 * @param drivers by name
 */
record LocalPlan(Plan plan, Bundle bundle, LocalCatalog catalog, Map<String, Driver> drivers) {

  /**
   * @throws Mishap with every fault of it
   */
  static LocalPlan load(Terminal terminal, Path directory, Path scratch, Optional<String> catalog) {
    var drivers = drivers(terminal, scratch);
    var beside = LocalCatalog.of(terminal, catalog, context(drivers));
    var context = beside.context();
    var faults = AuthorCheck.check(directory, context);
    if (!faults.isEmpty()) {
      throw faulty(directory, faults);
    }
    var bundle = Bundle.pack(directory);
    return new LocalPlan(new PlanParser().parse(bundle, context), bundle, beside, drivers);
  }

  /** What the plan in a directory would be checked against here. */
  static List<Refusal.Fault> faults(Terminal terminal, Path directory, Optional<String> catalog) {
    var drivers = context(drivers(terminal, directory));
    return AuthorCheck.check(directory, LocalCatalog.of(terminal, catalog, drivers).context());
  }

  static Mishap faulty(Path directory, List<Refusal.Fault> faults) {
    return new Mishap(
        Exit.FAILED,
        directory + " holds no sound plan",
        faults.stream().map(LocalPlan::line).toArray(String[]::new));
  }

  static String line(Refusal.Fault fault) {
    return fault.pointer().isEmpty() ? fault.message() : fault.pointer() + ": " + fault.message();
  }

  private static Context context(Map<String, Driver> drivers) {
    var facts = new LinkedHashMap<String, DriverFacts>();
    drivers.forEach((name, driver) ->
        facts.put(name, new DriverFacts(driver.traits().inputs(), driver.traits().onServer())));
    return new Context(Optional.empty(), Trust.OPERATOR, facts, Optional.empty());
  }

  private static Map<String, Driver> drivers(Terminal terminal, Path scratch) {
    var lib =
        terminal
            .variable("SUTLER_HOME")
            .map(h -> Path.of(h, "server", "target", "lib"))
            .orElse(scratch);
    var tools = LocalTools.of(lib, scratch.resolve("cache"), terminal.variables());
    var clock = InstantSource.system();
    var drivers = new LinkedHashMap<String, Driver>();
    for (var driver :
        List.<Driver>of(
            new ScriptDriver(clock, tools),
            new ProcessDriver(clock, tools),
            // here it is the author who reads what is the author's
            new AnsibleDriver(clock, tools, List.of(Path.of("/"))),
            // its plans can be checked here; without a cloud it makes no machine
            new ServersDriver(Map.of(), new SshDoor(), clock, Thread::sleep))) {
      drivers.put(driver.traits().name(), driver);
    }
    return drivers;
  }
}
