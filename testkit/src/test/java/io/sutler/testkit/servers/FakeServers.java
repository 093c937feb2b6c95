package io.sutler.testkit.servers;

import io.sutler.driver.Driver;
import io.sutler.driver.servers.Door;
import io.sutler.driver.servers.Pause;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.OpenDoor;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Servers drivers over a fake cloud. */
public final class FakeServers implements Supplier<Driver> {
  /** Every machine that runs answers, with a key of its own. */
  static final Door DOOR = new OpenDoor();

  static Driver driver(FakeMachines cloud, InstantSource clock, Pause pause) {
    return new ServersDriver(Map.of("fake", cloud), DOOR, clock, pause);
  }

  @Override
  public Driver get() {
    var clock = InstantSource.system();
    return driver(new FakeMachines(clock, new CloudFaults(0, 0)), clock, Thread::sleep);
  }
}
