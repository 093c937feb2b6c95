package io.sutler.intent;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandKind;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.intent.Commands.Scale;
import io.sutler.intent.Commands.Terms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
  private static final String LAB =
      """
      kind: Plan
      name: lab
      version: 1.0.0
      title: A lab
      parameters:
        n: { type: integer, minimum: 1, maximum: 5, default: 1, x-scales: worker }
      components:
        worker: { driver: servers, with: { count: "${params.n}" } }
        other:
          for_each: "${params.n > 2 ? ['a', 'b', 'c'] : ['a']}"
          driver: servers
          with: { count: 1 }
          resources: { cpus: 1 }
      """;

  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    room.publish(LAB);
    room.commands.install(room.admin, "demo", install("lab", "lab", Map.of()), Terms.PLAIN);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Commands.Taken scale(String name, Map<String, Long> sizes) {
    return room.commands.scale(room.admin, "demo", name, new Scale(sizes, Set.of()), Terms.PLAIN);
  }

  private Refusal refused(String name, Map<String, Long> sizes) {
    return refusal(() -> scale(name, sizes));
  }

  @Test
  void it_sets_the_parameter_that_counts_and_says_so() {
    var command = scale("lab", Map.of("worker", 4L)).command();
    assertThat(command.kind()).isEqualTo(CommandKind.SCALE);
    assertThat(command.generation()).isEqualTo(2);
    assertThat(command.params()).containsEntry("changes", List.of("n: 1 -> 4"));
    assertThat(room.deployment("lab").desired().params()).containsEntry("n", 4L);
  }

  @Test
  void what_the_plan_does_not_count_cannot_be_scaled() {
    room.commands.install(room.admin, "demo", db("orders"), Terms.PLAIN);
    var none = refused("orders", Map.of("worker", 2L));
    assertThat(none.kind()).isEqualTo(Kind.UNPROCESSABLE);
    assertThat(none.code()).isEqualTo("cannot-scale");
    assertThat(none.sentence()).contains("db@1.0.0").contains("none of its components");
    var other = refused("lab", Map.of("other", 2L, "worker", 2L));
    assertThat(other.sentence()).contains("'other'").contains("it scales worker");
    assertThat(other.faults().getFirst().pointer()).isEqualTo("/components/other");
    assertThat(room.deployment("lab").generation()).isEqualTo(1);
  }

  @Test
  void bad_sizes_are_refused_by_the_plans_own_schema() {
    for (var size : new long[] {0, 6, -1, Long.MAX_VALUE}) {
      assertThat(refused("lab", Map.of("worker", size)).kind()).isEqualTo(Kind.INVALID);
    }
    assertThat(refused("lab", Map.of()).kind()).isEqualTo(Kind.INVALID);
    assertThat(refused("nowhere", Map.of("worker", 1L)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refused("lab", Map.of("a\u0001/b", 1L)).sentence()).doesNotContain("\u0001");
  }

  @Test
  void more_than_the_quota_is_refused_before_and_in_the_preview() {
    room.projects.setQuota(room.admin, "demo", new Quota(-1, Map.of(), 2000, -1, -1, -1));
    assertThat(refused("lab", Map.of("worker", 3L)).code()).isEqualTo("quota-exceeded");
    assertThat(
            refusal(() ->
                    room.commands.propose(
                        room.admin, "demo", "lab", new Scale(Map.of("worker", 3L), Set.of())))
                .code())
        .isEqualTo("quota-exceeded");
    scale("lab", Map.of("worker", 2L));
  }
}
