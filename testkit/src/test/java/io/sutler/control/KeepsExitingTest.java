package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.testkit.FakeCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  @TempDir Path dir;

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
