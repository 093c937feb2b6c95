package io.sutler.testkit.hosts;

import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.testkit.DriverContractTest;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** What every driver must hold to, on hosts that exist already. */
class HostsContractTest extends DriverContractTest {
  @BeforeEach
  void onThisMachine() {
    region = LocalHosts.region(directory, "sutler-a", 2);
  }

  @Override
  protected Class<? extends Supplier<Driver>> drivers() {
    return LocalHosts.class;
  }

  @Override
  protected Views component(RegionView in) {
    return Views.component("servers", "node", in, directory)
        .inputs(Map.of("count", 1, "settings", Map.of("labels", List.of("red"))));
  }

  @Override
  protected Views changed(Views component) {
    return component.input("settings", Map.of("labels", List.of("blue")));
  }

  @Override
  protected Views slow(Views component) {
    return component.input("settings", Map.of("labels", List.of("red"), "slow", true));
  }

  private List<String> hosts(Views component) {
    return LocalHosts.of(directory, component.view().owner().deployment().value());
  }

  @Override
  protected int things(Views component) {
    return hosts(component).size();
  }

  @Override
  protected boolean begun(Views component) {
    return things(component) > 0;
  }

  @Override
  protected String colour(Views component) {
    return hosts(component).getFirst().split("-")[0];
  }

  @Override
  protected void breakIt(Views component) {
    try {
      Files.delete(LocalHosts.owner(directory, hosts(component).getFirst()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
