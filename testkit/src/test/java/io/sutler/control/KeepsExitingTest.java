package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.CloudRegion;
import io.sutler.testkit.FakeCloud;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dies is started again at once; what dies again and again is given a rest in between. */
class KeepsExitingTest {
  private static final String DB =
      """
      kind: Plan
      name: db
      version: 1.0.0
      title: A database
      components: { main: { driver: cloud } }
      """;
  private static final String FLEET =
      """
      kind: Plan
      name: fleet
      version: 1.0.0
      components:
        node:
          driver: servers
          with: { count: 8, flavor: small, image: debian-12, keys: "ssh-ed25519 AAAA test" }
      """;
  @TempDir Path dir;

  @Test
  void machines_that_stood_long_are_all_made_anew_at_once_however_many_are_lost() throws Exception {
    try (var house = new WholeHouse(dir)) {
      house.publish(FLEET);
      house.install("lab", "fleet", Map.of());
      house.run(Duration.ofMinutes(5));
      var stood = machines(house);
      assertThat(stood).hasSize(8);
      for (var machine : stood) {
        assertThat(madeAnew(house, machine)).as(machine).isTrue();
      }
    }
  }

  @Test
  void one_of_many_that_is_lost_as_soon_as_it_is_made_is_given_a_rest() throws Exception {
    try (var house = new WholeHouse(dir)) {
      house.publish(FLEET);
      house.install("lab", "fleet", Map.of());
      house.run(Duration.ofMinutes(5));
      var machine = machines(house).getFirst();
      for (int i = 0; i < 7; i++) {
        var others = machines(house);
        others.remove(machine);
        assertThat(madeAnew(house, machine)).as("accident %d", i).isTrue();
        var now = machines(house);
        now.removeAll(others);
        machine = now.getFirst();
      }
      lose(house, machine);
      house.run(Duration.ofMillis(100));
      assertThat(machines(house)).as("it is given a rest").hasSize(7);
      assertThat(house.deployment("lab").observed().conditions())
          .anyMatch(c -> c.message().contains("keeps exiting"));
    }
  }

  private static List<String> machines(WholeHouse house) throws Exception {
    return ledger(house).entries().stream()
        .map(MachineLedger.Entry::handle)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static MachineLedger ledger(WholeHouse house) {
    return FakeMachines.ledger(new CloudRegion(house.region, "here", Map.of()));
  }

  private static boolean madeAnew(WholeHouse house, String machine) throws Exception {
    lose(house, machine);
    house.run(Duration.ofMillis(300));
    return machines(house).size() == 8;
  }

  private static void lose(WholeHouse house, String machine) throws Exception {
    boolean was = ledger(house).change(book -> book.all().remove(machine) != null);
    assertThat(was).isTrue();
    house.store.passes().mark(List.of(house.deployment("lab").key()), true);
  }

  @Test
  void a_few_accidents_in_a_row_are_mended_at_once_and_more_after_a_rest() throws Exception {
    try (var house = new WholeHouse(dir)) {
      house.publish(DB);
      house.install("orders", "db", Map.of());
      for (int i = 0; i < 5; i++) {
        assertThat(back(house, Duration.ofMillis(900))).as("accident %d", i).isTrue();
      }
      assertThat(back(house, Duration.ofMillis(900))).isTrue();
      assertThat(back(house, Duration.ofMillis(100))).as("it is given a rest").isFalse();
      assertThat(house.deployment("orders").observed().conditions())
          .anyMatch(c -> c.message().contains("keeps exiting"));
      house.run(Duration.ofMinutes(10));
      assertThat(isUp(house)).isTrue();
    }
  }

  private static boolean back(WholeHouse house, Duration within) throws Exception {
    house.cloud.crash(thing -> true);
    house.store.passes().mark(List.of(house.deployment("orders").key()), true);
    house.run(within);
    return isUp(house);
  }

  private static boolean isUp(WholeHouse house) {
    return house.cloud.ledger().stream().allMatch(FakeCloud.Thing::running);
  }
}
