package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.catalog.AuthorCheck;
import io.sutler.catalog.Context;
import io.sutler.domain.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedPlansTest {
  @TempDir Path directory;

  private Context context() {
    var drivers = Drivers.all(directory.resolve("data"), Map.of(), InstantSource.system());
    return new Context(Optional.empty(), Trust.OPERATOR, drivers.facts(), Optional.empty());
  }

  @Test
  void every_shipped_plan_can_be_published() throws IOException {
    List<Path> plans;
    try (var all = Files.list(Path.of("..", "catalog"))) {
      plans = all.filter(p -> Files.exists(p.resolve("plan.yaml"))).sorted().toList();
    }
    assertThat(plans).hasSizeGreaterThanOrEqualTo(3);
    assertThat(plans).allSatisfy(plan -> assertThat(AuthorCheck.check(plan, context())).isEmpty());
  }

  @Test
  void a_new_plan_can_be_published_as_it_is() {
    var plan = directory.resolve("plan");
    AuthorCheck.init(plan, "my-service");
    assertThat(AuthorCheck.check(plan, context())).isEmpty();
    assertThat(plan.resolve("plan.yaml")).content().contains("name: my-service");
    assertThat(plan.resolve("bin/deploy.sh")).isExecutable();
  }
}
