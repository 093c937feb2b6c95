package io.sutler.intent;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.RunState;
import io.sutler.domain.SecretRef;
import io.sutler.intent.Commands.Terms;
import io.sutler.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallTest {
  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void an_installation_is_recorded_with_defaults_filled_in_and_its_place_pinned() {
    var taken = take(db("orders"));
    assertThat(taken.command().kind()).isEqualTo(CommandKind.INSTALL);
    assertThat(taken.command().state()).isEqualTo(CommandState.ACCEPTED);
    assertThat(taken.command().generation()).isEqualTo(1);
    var made = room.deployment("orders");
    assertThat(made.version()).isEqualTo(taken.version());
    assertThat(made.place()).isEqualTo("here");
    assertThat(made.desired().runState()).isEqualTo(RunState.RUNNING);
    assertThat(made.desired().params()).containsEntry("max_connections", 100L);
    assertThat(room.store.passes().keyOf(made.id())).contains(made.key());
  }

  @Test
  void a_secret_parameter_is_stored_as_a_placeholder_only() {
    take(db("orders"));
    var stored = room.deployment("orders").desired().params();
    assertThat(Json.write(stored)).doesNotContain("hunter2");
    assertThat(SecretRef.isIn(String.valueOf(stored.get("password")))).isTrue();
    assertThat(room.secrets.reveal(stored, new HashSet<>()).toString()).contains("hunter2");
  }

  @Test
  void a_secret_parameter_is_in_neither_command_nor_audit() {
    var taken = take(db("orders"));
    assertThat(Json.write(taken.command())).doesNotContain("hunter2").doesNotContain("\\u0001");
    var audit = room.store.audits().page(Optional.of(room.demo.id()), Long.MAX_VALUE, 10);
    assertThat(audit.getFirst().entry().action()).isEqualTo("install");
    assertThat(Json.write(audit)).doesNotContain("hunter2").doesNotContain("\\u0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "..",
        "Orders",
        "ordérs",
        "оrders",
        "a b",
        "a\u0000b",
        "-a",
        "a-",
        "1a"
      })
  void a_name_that_is_no_slug_is_refused(String name) {
    var no = refuse(db(name));
    assertThat(no.kind()).isEqualTo(Kind.INVALID);
    assertThat(no.faults()).extracting(Refusal.Fault::pointer).containsExactly("/name");
    nothingStands();
  }

  @Test
  void a_name_of_300_characters_is_refused() {
    assertThat(refuse(db("a".repeat(300))).kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void an_unknown_plan_version_region_and_parameter_are_refused_where_they_stand() {
    assertThat(pointer(install("x", "nothing@1", Map.of()))).isEqualTo("/plan");
    assertThat(pointer(install("x", "db@7", Map.of()))).isEqualTo("/plan");
    assertThat(pointer(install("x", "db@@", Map.of()))).isEqualTo("/plan");
    assertThat(pointer(install("x", "db@1", Map.of("pasword", "hunter2")))).contains("pasword");
    assertThat(pointer(install("x", "db@1", Map.of("password", "hunter2", "workers", "many"))))
        .isEqualTo("/params/workers");
    var inMars = db("x");
    assertThat(
            pointer(
                new Commands.Install(
                    "x",
                    "",
                    "db@1",
                    "mars",
                    inMars.params(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Map.of())))
        .isEqualTo("/region");
    nothingStands();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$(rm -rf ~)", "`id`", "; reboot", "${secrets.x}", "a\nb", "'\"\\", "{{x}}"})
  void hostile_text_is_carried_as_inert_data(String text) {
    take(install("orders", "db@1", Map.of("password", "hunter2", "note", text)));
    assertThat(room.deployment("orders").desired().params()).containsEntry("note", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\u0001x/y\u0002", "\u0002"})
  void text_that_could_be_a_placeholder_is_refused(String text) {
    assertThat(pointer(install("x", "db@1", Map.of("password", "hunter2", "note", text))))
        .isEqualTo("/params/note");
    assertThat(pointer(install("x", "db@1", Map.of("password", text))))
        .isEqualTo("/params/password");
    nothingStands();
  }

  @Test
  void a_huge_parameter_is_refused() {
    assertThat(pointer(install("x", "db@1", Map.of("password", "a".repeat(300_000)))))
        .isEqualTo("/params/password");
  }

  @Test
  void a_refused_installation_leaves_no_sealed_secret_behind() {
    take(db("orders"));
    int before = room.store.secrets().ids(room.demo.id()).size();
    assertThat(refuse(db("orders")).code()).isEqualTo("name-taken");
    assertThat(room.store.secrets().ids(room.demo.id())).hasSize(before);
  }

  @Test
  void the_same_key_and_body_replay_and_another_body_is_refused() {
    var terms = new Terms(Optional.empty(), Optional.of("k1"), "h1", Duration.ofHours(1));
    var first = room.commands.install(room.admin, "demo", db("orders"), terms);
    var again = room.commands.install(room.admin, "demo", db("orders"), terms);
    assertThat(again.replayed()).isTrue();
    assertThat(again.command().id()).isEqualTo(first.command().id());
    var other = new Terms(Optional.empty(), Optional.of("k1"), "h2", Duration.ofHours(1));
    assertThat(refusal(() -> room.commands.install(room.admin, "demo", db("orders"), other)).kind())
        .isEqualTo(Kind.KEY_REUSED);
  }

  @Test
  void what_it_takes_is_counted_with_its_for_each_and_checked_against_the_quota() {
    room.projects.setQuota(room.admin, "demo", new Quota(-1, Map.of(), 8_000, -1, -1, -1));
    take(install("small", "db@1", Map.of("password", "hunter2", "workers", List.of("a", "b"))));
    assertThat(room.store.reads().usage(room.demo.id()).resources().cpus()).isEqualTo(5_000);
    var no =
        refuse(install("big", "db@1", Map.of("password", "hunter2", "workers", List.of("a", "b"))));
    assertThat(no.kind()).isEqualTo(Kind.OVER_QUOTA);
    assertThat(no.sentence())
        .startsWith("quota exceeded in project demo: 5 vcpus asked, 5 of 8 used, 3 free");
    assertThat(no.details()).containsEntry("asked", 5_000L).containsEntry("allowed", 8_000L);
  }

  @Test
  void the_plans_own_limit_holds_per_project() {
    for (var name : new String[] {"a", "b", "c"}) {
      take(db(name));
    }
    assertThat(refuse(db("d")).kind()).isEqualTo(Kind.OVER_QUOTA);
    room.project("other", Quota.UNLIMITED);
    assertThat(room.commands.install(room.admin, "other", db("d"), Terms.PLAIN).version())
        .isEqualTo(1);
  }

  @Test
  void lives_and_schedules_are_checked() {
    assertThat(pointer(timed(Optional.of(Duration.ofSeconds(-1)), Map.of()))).isEqualTo("/expires");
    assertThat(pointer(timed(Optional.of(Duration.ofDays(99_999)), Map.of())))
        .isEqualTo("/expires");
    assertThat(pointer(timed(Optional.empty(), Map.of("nothing", Duration.ofHours(1)))))
        .isEqualTo("/schedules/nothing");
    assertThat(pointer(timed(Optional.empty(), Map.of("restore", Duration.ofHours(1)))))
        .isEqualTo("/schedules/restore");
    assertThat(pointer(timed(Optional.empty(), Map.of("backup", Duration.ofSeconds(1)))))
        .isEqualTo("/schedules/backup");
    take(timed(Optional.of(Duration.ofHours(8)), Map.of("backup", Duration.ofHours(1))));
    assertThat(room.deployment("x").desired().removeAt())
        .contains(room.clock.instant().plus(Duration.ofHours(8)));
  }

  @Test
  void a_proposal_checks_all_and_stores_nothing() {
    var proposed = room.commands.propose(room.admin, "demo", db("orders"));
    assertThat(proposed.existing()).isEmpty();
    assertThat(proposed.quota()).contains("1 deployment").contains("1 of 3");
    assertThat(room.secrets.reveal(proposed.desired().params(), new HashSet<>()).toString())
        .contains("hunter2");
    assertThat(Json.write(proposed.desired())).doesNotContain("hunter2");
    nothingStands();
  }

  private Commands.Install timed(Optional<Duration> expires, Map<String, Duration> schedules) {
    return new Commands.Install(
        "x",
        "",
        "db@1",
        "local",
        Map.of("password", "hunter2"),
        expires,
        Optional.empty(),
        Map.of(),
        schedules);
  }

  private Commands.Taken take(Commands.Install request) {
    return room.commands.install(room.admin, "demo", request, Terms.PLAIN);
  }

  private Refusal refuse(Commands.Install request) {
    return refusal(() -> take(request));
  }

  private String pointer(Commands.Install request) {
    return refuse(request).faults().getFirst().pointer();
  }

  private void nothingStands() {
    assertThat(room.store.reads().deployments(room.demo.id(), "", 10)).isEmpty();
    assertThat(room.store.secrets().ids(room.demo.id())).isEmpty();
  }
}
