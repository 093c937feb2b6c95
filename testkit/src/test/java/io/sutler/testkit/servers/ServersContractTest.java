package io.sutler.testkit.servers;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.testkit.DriverContractTest;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import io.sutler.testkit.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

class ServersContractTest extends DriverContractTest {
  @BeforeEach
  void inTheFakeCloud() {
    var settings = Map.<String, Object>of("ledger", directory.resolve("ledger.json").toString());
    region =
        new RegionView(
            new Region("local", Optional.empty(), "fake", "here", settings, "", false, 4),
            "sutler-a",
            directory.resolve("data"));
  }

  @Override
  protected Class<? extends Supplier<Driver>> drivers() {
    return FakeServers.class;
  }

  @Override
  protected Views component(RegionView in) {
    return Views.component("servers", "node", in, directory)
        .inputs(Map.of("count", 1, "settings", Map.of("colour", "red")));
  }

  @Override
  protected Views changed(Views component) {
    return component.input("settings", Map.of("colour", "blue"));
  }

  @Override
  protected Views slow(Views component) {
    return component.input("settings", Map.of("colour", "red", "slow", true));
  }

  private List<MachineLedger.Entry> machines(Views component) {
    var view = component.view().region();
    return FakeMachines.ledger(new CloudRegion(view.region(), view.installation(), Map.of()))
        .entries()
        .stream()
        .filter(e -> e.owner().equals(component.view().owner().text()))
        .toList();
  }

  @Override
  protected int things(Views component) {
    return machines(component).size();
  }

  @Override
  protected boolean begun(Views component) {
    return things(component) > 0;
  }

  @Override
  protected String colour(Views component) {
    return machines(component).getFirst().colour();
  }

  @Override
  protected void breakIt(Views component) {
    var view = component.view().region();
    var ledger = FakeMachines.ledger(new CloudRegion(view.region(), view.installation(), Map.of()));
    var handle = machines(component).getFirst().handle();
    try {
      ledger.change(book -> book.all().keySet().remove(handle));
    } catch (io.sutler.cloud.CloudTrouble e) {
      throw new IllegalStateException(e);
    }
  }
}
