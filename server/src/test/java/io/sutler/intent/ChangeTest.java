package io.sutler.intent;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.params;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CommandState;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands.Terms;
import io.sutler.intent.Commands.Update;
import io.sutler.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
  @TempDir Path dir;
  private IntentRoom room;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    room.commands.install(room.admin, "demo", db("orders"), Terms.PLAIN);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void what_is_not_named_stays_and_null_takes_a_parameter_back_to_its_default() {
    update(params(Map.of("max_connections", 50L, "note", "hi")));
    var taken = update(params(Map.of("max_connections", Commands.UNSET)));
    assertThat(taken.command().generation()).isEqualTo(3);
    assertThat(taken.command().params())
        .containsEntry("changes", java.util.List.of("max_connections: 50 -> 100"));
    assertThat(stored()).containsEntry("max_connections", 100L).containsEntry("note", "hi");
  }

  @Test
  void an_update_supersedes_what_still_goes_on() {
    var first = update(params(Map.of("max_connections", 50L)));
    update(params(Map.of("max_connections", 60L)));
    assertThat(
            room.store.reads().command(room.demo.id(), first.command().id()).orElseThrow().state())
        .isEqualTo(CommandState.SUPERSEDED);
  }

  @Test
  void the_same_secret_again_is_no_change_and_another_is_shown_as_secret_only() {
    var before = stored().get("password");
    update(params(Map.of("password", "hunter2")));
    assertThat(stored().get("password")).isEqualTo(before);
    update(params(Map.of("password", Map.of("sealed", true))));
    assertThat(stored().get("password")).isEqualTo(before);
    var changed = update(params(Map.of("password", "correct horse")));
    assertThat(stored().get("password")).isNotEqualTo(before);
    assertThat(Json.write(changed.command().params()))
        .contains("(secret)")
        .doesNotContain("horse")
        .doesNotContain("\\u0001");
    assertThat(room.secrets.reveal(stored(), new HashSet<>()).toString()).contains("correct horse");
  }

  @Test
  void a_bad_update_changes_nothing() {
    var before = room.deployment("orders");
    var wrong =
        java.util.List.<Map<String, Object>>of(
            Map.of("max_connections", 5L),
            Map.of("max_connections", "many"),
            Map.of("nothing", 1L),
            Map.of("password", "x"),
            Map.of("password", Commands.UNSET),
            Map.of("note", Map.of("from", "nowhere/url")),
            Map.of("note", Map.of("from", "orders/url")),
            Map.of("note", Map.of("secret", "unknown")));
    for (var params : wrong) {
      assertThat(refusal(() -> update(params(params))).kind())
          .as(params.toString())
          .isEqualTo(Kind.INVALID);
    }
    assertThat(room.deployment("orders")).isEqualTo(before);
  }

  @Test
  void a_stale_version_is_refused_with_what_it_is_now() {
    var terms = new Terms(Optional.of(1L), Optional.empty(), "", Duration.ofHours(1));
    room.commands.update(room.admin, "demo", "orders", params(Map.of("note", "a")), terms);
    var no =
        refusal(() ->
            room.commands.update(room.admin, "demo", "orders", params(Map.of("note", "b")), terms));
    assertThat(no.kind()).isEqualTo(Kind.STALE);
    assertThat(no.details()).containsEntry("version", 2L);
    assertThat(no.sentence()).contains("update by admin");
    assertThat(stored()).containsEntry("note", "a");
  }

  @Test
  void updates_at_the_same_time_lose_nothing_of_each_other() throws Exception {
    var changes =
        java.util.List.<Map<String, Object>>of(
            Map.of("note", "n"),
            Map.of("max_connections", 77L),
            Map.of("password", "other"),
            Map.of("workers", java.util.List.of("w")));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          changes.stream().map(change -> threads.submit(() -> update(params(change)))).toList();
      for (var one : all) {
        one.get();
      }
    }
    assertThat(stored())
        .containsEntry("note", "n")
        .containsEntry("max_connections", 77L)
        .containsEntry("workers", java.util.List.of("w"));
    assertThat(room.secrets.reveal(stored(), new HashSet<>()).toString()).contains("other");
    assertThat(room.deployment("orders").generation()).isEqualTo(5);
  }

  @Test
  void an_upgrade_keeps_what_was_set_and_follows_new_defaults() {
    update(params(Map.of("note", "mine")));
    room.publish(
        IntentRoom.DB
            .replace("version: 1.0.0", "version: 1.1.0")
            .replace("default: 100", "default: 200"),
        "bin/backup",
        "bin/restore");
    var taken = update(upgrade("db@1"));
    assertThat(taken.command().params()).containsEntry("plan", "db@1.1.0");
    assertThat(stored()).containsEntry("max_connections", 200L).containsEntry("note", "mine");
    assertThat(refusal(() -> update(upgrade("app@1"))).sentence()).contains("cannot become");
  }

  @Test
  void a_standing_deployment_keeps_its_version_when_a_newer_one_is_published() {
    var digest = room.deployment("orders").desired().planDigest();
    room.publish(
        IntentRoom.DB.replace("version: 1.0.0", "version: 1.1.0"), "bin/backup", "bin/restore");
    update(params(Map.of("note", "x")));
    assertThat(room.deployment("orders").desired().planDigest()).isEqualTo(digest);
  }

  @Test
  void a_component_that_may_be_destroyed_must_be_there() {
    var unknown =
        new Update(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of("nothing"),
            Optional.empty());
    assertThat(refusal(() -> update(unknown)).faults().getFirst().pointer())
        .isEqualTo("/mayDestroy");
  }

  @Test
  void a_binding_is_checked_by_type_and_kept_through_updates() {
    room.commands.install(
        room.admin, "demo", app(Map.of("database", Map.of("from", "orders/url"))), Terms.PLAIN);
    var bound = room.deployment("shop").desired();
    assertThat(bound.params()).doesNotContainKey("database");
    assertThat(bound.bindings()).hasSize(1);
    room.commands.update(room.admin, "demo", "shop", params(Map.of("title", "Shop")), Terms.PLAIN);
    assertThat(room.deployment("shop").desired().bindings()).isEqualTo(bound.bindings());
    var wrongType =
        refusal(() ->
            room.commands.update(
                room.admin,
                "demo",
                "shop",
                params(Map.of("database", Map.of("from", "orders/host"))),
                Terms.PLAIN));
    assertThat(wrongType.sentence()).contains("type address").contains("takes a database");
    assertThat(
            refusal(() ->
                    room.commands.update(
                        room.admin,
                        "demo",
                        "shop",
                        params(Map.of("database", Map.of("from", "orders/nothing"))),
                        Terms.PLAIN))
                .sentence())
        .contains("it gives");
  }

  @Test
  void bindings_in_a_circle_are_refused() {
    room.publish(
        IntentRoom.APP
            .replace("name: app", "name: loop")
            .replace("binds: database", "binds: endpoint"));
    room.commands.install(room.admin, "demo", loop("a", "plain"), Terms.PLAIN);
    room.commands.install(room.admin, "demo", loop("b", Map.of("from", "a/url")), Terms.PLAIN);
    var no =
        refusal(() ->
            room.commands.update(
                room.admin,
                "demo",
                "a",
                params(Map.of("database", Map.of("from", "b/url"))),
                Terms.PLAIN));
    assertThat(no.kind()).isEqualTo(Kind.INVALID);
    assertThat(no.sentence()).contains("lead back");
  }

  @Test
  void stopping_and_starting_are_levels_and_a_start_forgets_an_auto_stop_that_is_over() {
    room.commands.update(
        room.admin,
        "demo",
        "orders",
        new Update(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.of(Optional.of(Duration.ofMinutes(5))),
            Set.of(),
            Optional.empty()),
        Terms.PLAIN);
    room.clock.pass(Duration.ofMinutes(6));
    var stop = room.commands.runState(room.admin, "demo", "orders", RunState.STOPPED, Terms.PLAIN);
    assertThat(Json.write(stop.command().params()))
        .as("stop by admin says it all")
        .doesNotContain("RUNNING ->");
    assertThat(room.deployment("orders").desired().runState()).isEqualTo(RunState.STOPPED);
    room.commands.runState(room.admin, "demo", "orders", RunState.RUNNING, Terms.PLAIN);
    assertThat(room.deployment("orders").desired().stopAt()).isEmpty();
    assertThat(
            refusal(() ->
                    room.commands.runState(
                        room.admin, "demo", "orders", RunState.SUSPENDED, Terms.PLAIN))
                .sentence())
        .contains("stop it instead");
  }

  @Test
  void operations_are_checked_and_leave_the_level_alone() {
    assertThat(operate("nothing", Map.of(), false).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(operate("backup", Map.of("x", 1L), false).kind()).isEqualTo(Kind.INVALID);
    assertThat(operate("restore", Map.of("file", "f"), false).code())
        .isEqualTo("needs-confirmation");
    var taken =
        room.commands.operate(
            room.admin, "demo", "orders", "restore", Map.of("file", "f"), true, Terms.PLAIN);
    assertThat(taken.command().params()).containsEntry("file", "f");
    assertThat(room.deployment("orders").generation()).isEqualTo(1);
  }

  private Refusal operate(String operation, Map<String, Object> params, boolean confirmed) {
    return refusal(() ->
        room.commands.operate(
            room.admin, "demo", "orders", operation, params, confirmed, Terms.PLAIN));
  }

  private static Commands.Install app(Map<String, Object> params) {
    return install("shop", "app@1", params);
  }

  private static Commands.Install loop(String name, Object database) {
    return install(name, "loop@1", Map.of("database", database));
  }

  private static Update upgrade(String ref) {
    return new Update(
        Optional.of(ref),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private Commands.Taken update(Update request) {
    return room.commands.update(room.admin, "demo", "orders", request, Terms.PLAIN);
  }

  private Map<String, Object> stored() {
    return room.deployment("orders").desired().params();
  }
}
