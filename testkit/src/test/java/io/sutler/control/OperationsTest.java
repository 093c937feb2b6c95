package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.Access;
import io.sutler.domain.CommandState;
import io.sutler.domain.Refusal;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import io.sutler.view.ShowDeployments;
import io.sutler.view.StoryLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations of components that stand once for each key, and of plans that are used. */
class OperationsTest {
  private static final String AGENT =
      """
      kind: Plan
      name: agent
      version: 1.0.0
      title: An agent
      components: { main: { driver: cloud, with: { size: small } } }
      operations:
        poke: { component: main, command: [plan.yaml], repeatable: true }
      """;
  private static final String LAB =
      """
      kind: Plan
      name: lab
      version: 1.0.0
      title: A lab
      parameters: { workers: { type: array, items: { type: string }, default: [a, b] } }
      components:
        worker: { for_each: "${params.workers}", driver: cloud, with: { size: small } }
        watch: { use: agent@1 }
        each-watch: { for_each: "${params.workers}", use: agent@1 }
      operations:
        drain: { component: worker, command: [plan.yaml], repeatable: true }
      """;

  @TempDir Path dir;
  private WholeHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    house.publish(AGENT);
    house.publish(LAB);
    house.install("lab", "lab", Map.of());
    house.run(Duration.ofMinutes(2));
    assertThat(house.deployment("lab").observed().generation()).isEqualTo(1);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Commands.Taken order(String operation) {
    return house.commands.operate(
        house.admin, "demo", "lab", operation, Map.of(), false, Terms.PLAIN);
  }

  private void runs(String operation) {
    var id = order(operation).command().id();
    house.run(Duration.ofMinutes(2));
    var ended = house.store.reads().command(house.demo.id(), id).orElseThrow();
    assertThat(ended.state()).as(ended.reason()).isEqualTo(CommandState.REACHED);
    assertThat(ended.operation()).isEqualTo(operation);
  }

  @Test
  void what_is_concluded_is_so_since_the_newest_level_was_reached() {
    var before = house.deployment("lab").observed().conditions().getFirst().since();
    house.run(Duration.ofMinutes(20));
    assertThat(house.deployment("lab").observed().conditions())
        .allSatisfy(c -> assertThat(c.since()).isEqualTo(before));
    house.update("lab", Map.of("workers", List.of("a")));
    house.run(Duration.ofMinutes(2));
    assertThat(house.deployment("lab").observed().generation()).isEqualTo(2);
    assertThat(house.deployment("lab").observed().conditions())
        .allSatisfy(c -> assertThat(c.since()).isAfter(before));
  }

  @Test
  void the_story_tells_what_a_retry_put_right() {
    house.cloud.vanish(thing -> thing.owner().contains("worker[a]"));
    house.commands.retry(house.admin, "demo", "lab", Terms.PLAIN);
    house.run(Duration.ofMinutes(2));
    assertThat(
            new ShowDeployments(house.store, new Access(house.store.accounts()))
                .story(house.admin, "demo", "lab", 10))
        .extracting(StoryLine::text)
        .anySatisfy(line -> assertThat(line).startsWith("retry by admin, reached"))
        .anySatisfy(line -> assertThat(line).contains("worker[a]", "made"));
  }

  @Test
  void one_of_several_is_said_by_its_name() {
    runs("drain worker[b]");
    runs("each-watch.poke each-watch[a].main");
    assertThat(house.cloud.operations()).hasSize(2);
  }

  @Test
  void a_used_plans_operation_goes_by_the_components_name() {
    runs("watch.poke");
  }

  @Test
  void which_one_must_be_said_where_there_are_several_and_need_not_where_there_is_one() {
    var no = WholeHouse.refusal(() -> order("drain"));
    assertThat(no.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(no.sentence()).contains("worker[a], worker[b]", "--component");
    for (var wrong : List.of("drain worker[c]", "drain watch.main", "drain ", "watch.poke x")) {
      assertThat(WholeHouse.refusal(() -> order(wrong)).kind())
          .as(wrong)
          .isEqualTo(Refusal.Kind.INVALID);
    }
    assertThat(WholeHouse.refusal(() -> order("poke")).sentence())
        .contains("it has drain, each-watch.poke, watch.poke");
    house.update("lab", Map.of("workers", List.of("z")));
    house.run(Duration.ofMinutes(2));
    assertThat(order("drain").command().operation()).isEqualTo("drain worker[z]");
  }

  @Test
  void where_none_stands_it_is_refused() {
    house.update("lab", Map.of("workers", List.of()));
    house.run(Duration.ofMinutes(2));
    assertThat(WholeHouse.refusal(() -> order("drain")).code()).isEqualTo("no-component");
  }
}
