package io.sutler.intent;

import static io.sutler.intent.IntentRoom.APP;
import static io.sutler.intent.IntentRoom.refusal;
import static io.sutler.intent.IntentRoom.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Quota;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.Role;
import io.sutler.domain.Trust;
import io.sutler.view.ShowPlans;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
  private static final String SCRIPT =
      """
      kind: Plan
      name: tool
      version: 1.0.0
      components:
        tool: { driver: script, with: { script: bin/deploy.sh } }
      """;
  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void the_same_bundle_again_is_no_news_and_another_under_its_version_is_refused() {
    assertThat(room.plans.publish(room.admin, Optional.empty(), zip(APP)).created()).isTrue();
    assertThat(room.plans.publish(room.admin, Optional.empty(), zip(APP)).created()).isFalse();
    var no =
        refusal(() ->
            room.plans.publish(room.admin, Optional.empty(), zip(APP.replace("Hello", "Goodbye"))));
    assertThat(no.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(no.code()).isEqualTo("version-taken");
  }

  @Test
  void a_tenant_may_not_run_code_on_the_servers_machine_and_an_admin_may() {
    var editor = room.user("edda", "demo", Role.EDITOR);
    var no =
        refusal(
            () -> room.plans.publish(editor, Optional.of("demo"), zip(SCRIPT, "bin/deploy.sh")));
    assertThat(no.faults().getFirst().pointer()).startsWith("plan.yaml:");
    assertThat(room.plans.validate(editor, Optional.of("demo"), zip(SCRIPT, "bin/deploy.sh")))
        .isNotEmpty();
    var published =
        room.plans.publish(room.admin, Optional.of("demo"), zip(SCRIPT, "bin/deploy.sh"));
    assertThat(published.plan().trust()).isEqualTo(Trust.OPERATOR);
    assertThat(room.plans.publish(editor, Optional.of("demo"), zip(APP)).plan().trust())
        .isEqualTo(Trust.TENANT);
  }

  @Test
  void a_projects_plan_is_seen_in_that_project_only() {
    room.plans.publish(room.admin, Optional.of("demo"), zip(APP));
    room.project("other", Quota.UNLIMITED);
    var show = new ShowPlans(room.store, room.access, room.desk.catalogue().load());
    assertThat(show.list(room.admin, Optional.of("demo"))).hasSize(1);
    assertThat(show.show(room.admin, Optional.of("demo"), "app@1").versions())
        .containsExactly("1.0.0");
    assertThat(show.bundle(room.admin, Optional.of("demo"), "app")).isNotEmpty();
    assertThat(show.list(room.admin, Optional.of("other"))).isEmpty();
    assertThat(refusal(() -> show.show(room.admin, Optional.of("other"), "app")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(() -> show.bundle(room.admin, Optional.empty(), "app")).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void what_is_no_bundle_is_refused_and_written_down() {
    var junk = "not a zip".getBytes(StandardCharsets.UTF_8);
    assertThat(refusal(() -> room.plans.publish(room.admin, Optional.empty(), junk)).kind())
        .isIn(Kind.INVALID, Kind.TOO_LARGE);
    assertThat(room.plans.validate(room.admin, Optional.empty(), junk)).isNotEmpty();
    assertThat(
            room.store
                .audits()
                .page(Optional.empty(), Long.MAX_VALUE, 1)
                .getFirst()
                .entry()
                .outcome())
        .startsWith("refused");
  }
}
