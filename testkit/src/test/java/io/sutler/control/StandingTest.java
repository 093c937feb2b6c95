package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reached costs nothing but its safety resync. */
class StandingTest {
  @TempDir Path dir;

  @Test
  void the_deadline_of_a_command_that_has_ended_wakes_nobody() throws Exception {
    try (var house = new WholeHouse(dir)) {
      house.publish(
          """
          kind: Plan
          name: web
          version: 1.0.0
          title: A web site
          components: { site: { driver: cloud, with: { size: s } } }
          """);
      house.install("shop", "web", Map.of());
      assertThat(house.deployment("shop").observed().generation()).isEqualTo(1);
      assertThat(house.run(Duration.ofDays(1))).as("turns in a day").isZero();
    }
  }
}
