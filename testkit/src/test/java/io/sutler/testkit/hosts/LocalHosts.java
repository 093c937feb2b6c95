package io.sutler.testkit.hosts;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTraits;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.cloud.Power;
import io.sutler.cloud.hosts.HostsCloud;
import io.sutler.domain.Finding;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.driver.servers.Pause;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.driver.servers.SshDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Servers drivers over hosts that are all this machine, each with a directory of its own to write
 * down who has it.
 */
public final class LocalHosts implements Supplier<Driver> {
  @Override
  public Driver get() {
    return driver(Thread::sleep);
  }

  /** One that never waits before it tries again. */
  static Driver hasty() {
    return driver(_ -> {});
  }

  private static Driver driver(Pause pause) {
    var clock = InstantSource.system();
    // nobody else's: what lies beside it is deleted when it is opened
    var keys = Path.of(System.getProperty("java.io.tmpdir"), "sutler-none-" + UUID.randomUUID());
    return new ServersDriver(
        Map.of("hosts", new Slowly(new HostsCloud(clock, keys))), new SshDoor(), clock, pause);
  }

  /** Hosts {@code red-0}, {@code red-1}, {@code blue-0}, ... labelled by their colours. */
  static RegionView region(Path directory, String installation, int each) {
    return region(directory, installation, each, Map.of());
  }

  /** As the other, with more settings. */
  static RegionView region(
      Path directory, String installation, int each, Map<String, Object> settings) {
    var all = new HashMap<String, Object>(settings);
    var hosts = new ArrayList<Map<String, Object>>();
    for (var colour : List.of("red", "blue")) {
      for (int i = 0; i < each; i++) {
        var name = colour + "-" + i;
        hosts.add(
            Map.of(
                "name",
                name,
                "connection",
                "local",
                "labels",
                List.of(colour),
                "marker",
                marker(directory, name).toString()));
      }
    }
    all.put("hosts", hosts);
    return new RegionView(
        new Region("local", Optional.empty(), "hosts", "here", all, "", false, 4),
        installation,
        directory.resolve("data"));
  }

  private static Path marker(Path directory, String host) {
    return directory.resolve("hosts").resolve(host);
  }

  static Path owner(Path directory, String host) {
    return marker(directory, host).resolve("owner.json");
  }

  /** The hosts whose files say that this text owns them. */
  static List<String> of(Path directory, String text) {
    var folder = directory.resolve("hosts");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var hosts = Files.list(folder)) {
      return hosts
          .filter(host -> says(host.resolve("owner.json"), text))
          .map(host -> host.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean says(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes three seconds for an order that asks for it, the host being leased already. */
  private record Slowly(Cloud cloud) implements Cloud {
    @Override
    public Machine create(MachineOrder order, CloudRegion region)
        throws CloudTrouble, InterruptedException {
      var machine = cloud.create(order, region);
      if (Boolean.TRUE.equals(order.settings().get("slow"))) {
        boolean never = new CountDownLatch(1).await(3, TimeUnit.SECONDS);
        if (never) {
          throw new IllegalStateException();
        }
      }
      return machine;
    }

    @Override
    public CloudTraits traits() {
      return cloud.traits();
    }

    @Override
    public List<String> faults(Region region) {
      return cloud.faults(region);
    }

    @Override
    public List<Finding> check(CloudRegion region) throws InterruptedException {
      return cloud.check(region);
    }

    @Override
    public Inventory look(CloudRegion region) throws CloudTrouble, InterruptedException {
      return cloud.look(region);
    }

    @Override
    public void power(String handle, Power power, CloudRegion region)
        throws CloudTrouble, InterruptedException {
      cloud.power(handle, power, region);
    }

    @Override
    public void delete(String handle, CloudRegion region)
        throws CloudTrouble, InterruptedException {
      cloud.delete(handle, region);
    }

    @Override
    public void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
        throws CloudTrouble, InterruptedException {
      cloud.hand(disk, owner, machine, region);
    }

    @Override
    public String console(String handle, CloudRegion region)
        throws CloudTrouble, InterruptedException {
      return cloud.console(handle, region);
    }
  }
}
