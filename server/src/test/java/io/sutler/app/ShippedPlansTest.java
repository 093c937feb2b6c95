package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.catalog.AuthorCheck;
import io.sutler.catalog.Bundle;
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
    var drivers =
        Drivers.all(directory.resolve("data"), Map.of(), Map.of(), InstantSource.system());
    return new Context(Optional.empty(), Trust.OPERATOR, drivers.facts(), Optional.empty());
  }

  @Test
  void every_shipped_plan_can_be_published() throws IOException {
    var plans = shipped();
    assertThat(plans).hasSizeGreaterThanOrEqualTo(3);
    assertThat(plans).allSatisfy(plan -> assertThat(AuthorCheck.check(plan, context())).isEmpty());
  }

  private static List<Path> shipped() throws IOException {
    try (var all = Files.list(Path.of("..", "catalog"))) {
      return all.filter(p -> Files.exists(p.resolve("plan.yaml"))).sorted().toList();
    }
  }

  /** When this fails after a plan was changed: the list is to hold what it says. */
  @Test
  void those_listed_as_checked_are_those_checked_here() throws IOException {
    var list = new StringBuilder();
    for (var plan : shipped()) {
      // what a plan uses is known only where it is published: such a plan is always checked there
      if (!Files.readString(plan.resolve("plan.yaml")).contains("use:")) {
        list.append(Bundle.pack(plan).digest()).append(' ').append(plan.getFileName()).append('\n');
      }
    }
    assertThat(ShippedPlans.list()).isEqualTo(list.toString());
  }

  @Test
  void an_edited_plan_is_not_taken_for_the_shipped_one() throws IOException {
    var plan = directory.resolve("plan");
    AuthorCheck.init(plan, "my-service");
    assertThat(ShippedPlans.areChecked(Bundle.pack(plan))).isFalse();
    assertThat(ShippedPlans.areChecked(Bundle.pack(shipped().getFirst()))).isTrue();
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
