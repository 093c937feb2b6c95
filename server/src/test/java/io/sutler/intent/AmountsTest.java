package io.sutler.intent;

import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.params;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.DataPolicy;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands.Terms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deployments take of the quota. */
class AmountsTest {
  private static final long GIB = 1L << 30;
  private static final String LAB =
      """
      kind: Plan
      name: lab
      version: 1.0.0
      title: A lab
      parameters:
        cpus: { type: number, default: 0.5 }
        disk: { type: string, default: 1GiB }
        workers: { type: object, additionalProperties: { type: integer }, default: {} }
      components:
        main:
          driver: servers
          holds_data: retain
          with: { count: 1 }
          resources: { cpus: "${params.cpus}", memory: 1GiB, disk: "${params.disk}" }
        worker:
          for_each: "${params.workers}"
          driver: servers
          with: { count: 1 }
          resources: { cpus: 1, memory: "${each.value}MiB", disk: 5GiB }
      """;

  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir);
    room.publish(LAB);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void installed(Map<String, Object> params) {
    room.commands.install(room.admin, "demo", install("lab", "lab", params), Terms.PLAIN);
  }

  private Resources used() {
    return room.store.reads().usage(room.demo.id()).resources();
  }

  private void quota(Quota quota) {
    room.projects.setQuota(room.admin, "demo", quota);
  }

  @Test
  void they_follow_the_parameters() {
    installed(Map.of("workers", Map.of("a", 256L, "b", 512L)));
    assertThat(used()).isEqualTo(new Resources(2_500, GIB + (768L << 20), 11 * GIB));
    room.commands.update(
        room.admin,
        "demo",
        "lab",
        params(Map.of("cpus", 4L, "disk", "3GiB", "workers", Map.of())),
        Terms.PLAIN);
    assertThat(used()).isEqualTo(new Resources(4_000, GIB, 3 * GIB));
  }

  @Test
  void more_than_the_quota_is_refused_before_any_work() {
    quota(new Quota(-1, Map.of(), 2_000, -1, -1, -1));
    var no = refusal(() -> installed(Map.of("cpus", 2.5)));
    assertThat(no.code()).isEqualTo("quota-exceeded");
    assertThat(no.details()).containsEntry("asked", 2_500L).containsEntry("allowed", 2_000L);
    installed(Map.of("cpus", 2L));
  }

  @Test
  void what_is_no_amount_is_refused() {
    for (var bad :
        List.<Map<String, Object>>of(
            Map.of("cpus", -1L),
            Map.of("cpus", 1e300),
            Map.of("disk", "much"),
            Map.of("disk", ""),
            Map.of("workers", Map.of("a", -5L)))) {
      var no = refusal(() -> installed(bad));
      assertThat(no.kind()).as(bad.toString()).isEqualTo(Refusal.Kind.INVALID);
      assertThat(no.sentence()).contains("resources/");
    }
    assertThat(room.store.reads().deployment(room.demo.id(), "lab")).isEmpty();
  }

  @Test
  void a_removal_that_would_keep_more_than_is_allowed_says_the_ways_out() {
    quota(new Quota(-1, Map.of(), -1, -1, -1, 2 * GIB));
    installed(Map.of("disk", "3GiB", "workers", Map.of("a", 1L)));
    room.record("lab", "main", DataPolicy.RETAIN);
    var no = refusal(() -> remove(true, false));
    assertThat(no.code()).isEqualTo("quota-exceeded");
    assertThat(no.sentence())
        .contains("3 GiB of retained storage asked, 0 B of 2 GiB used")
        .contains("--destroy-data", "sutler retained");
    assertThat(no.details()).containsEntry("what", "retained").containsEntry("asked", 3 * GIB);
    assertThat(
            refusal(() -> room.commands.proposeRemoval(room.admin, "demo", "lab", true, false))
                .code())
        .isEqualTo("quota-exceeded");
    assertThat(room.deployment("lab").desired().runState()).isEqualTo(RunState.RUNNING);
    remove(false, true);
  }

  private void remove(boolean retain, boolean destroy) {
    room.commands.remove(room.admin, "demo", "lab", retain, destroy, Terms.PLAIN);
  }
}
