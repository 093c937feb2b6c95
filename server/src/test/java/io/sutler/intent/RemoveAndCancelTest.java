package io.sutler.intent;

import static io.sutler.intent.IntentRoom.db;
import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.params;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Command;
import io.sutler.domain.CommandState;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands.Terms;
import io.sutler.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveAndCancelTest {
  @TempDir Path dir;
  private IntentRoom room;
  private Command installed;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    installed = room.commands.install(room.admin, "demo", db("orders"), Terms.PLAIN).command();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void data_is_destroyed_only_on_a_persons_word() {
    recordComponent("database", DataPolicy.RETAIN);
    recordComponent("cache", DataPolicy.REMOVE);
    var no = refuse(true, false);
    assertThat(no.code()).isEqualTo("needs-confirmation");
    assertThat(no.details()).containsEntry("components", List.of("cache"));
    assertThat(no.sentence()).contains("--destroy-data");
    assertThat(refuse(false, false).details())
        .containsEntry("components", List.of("cache", "database"));
    assertThat(room.deployment("orders").desired().runState()).isEqualTo(RunState.RUNNING);
    remove(true, true);
    var desired = room.deployment("orders").desired();
    assertThat(desired.runState()).isEqualTo(RunState.ABSENT);
    assertThat(desired.retain()).isTrue();
    assertThat(desired.mayDestroy()).containsExactly("cache");
  }

  @Test
  void what_is_retained_needs_no_word() {
    recordComponent("database", DataPolicy.RETAIN);
    assertThat(remove(true, false).command().generation()).isEqualTo(2);
  }

  @Test
  void what_others_are_bound_to_is_not_pulled_from_under_them() {
    room.commands.install(
        room.admin,
        "demo",
        install("shop", "app@1", Map.of("database", Map.of("from", "orders/url"))),
        Terms.PLAIN);
    var no = refuse(true, true);
    assertThat(no.code()).isEqualTo("in-use");
    assertThat(no.details()).containsEntry("consumers", List.of("shop"));
    assertThat(
            refusal(() -> room.commands.proposeRemoval(room.admin, "demo", "orders", true, true))
                .code())
        .isEqualTo("in-use");
  }

  @Test
  void what_is_being_removed_takes_no_changes_but_may_be_removed_again() {
    remove(true, false);
    assertThat(
            refusal(() ->
                    room.commands.update(
                        room.admin, "demo", "orders", params(Map.of()), Terms.PLAIN))
                .code())
        .isEqualTo("being-removed");
    assertThat(remove(true, true).command().generation()).isEqualTo(3);
  }

  @Test
  void a_cancelled_update_takes_the_level_back() {
    var before = room.deployment("orders").desired();
    var update =
        room.commands.update(
            room.admin,
            "demo",
            "orders",
            params(Map.of("max_connections", 50L, "password", "correct horse", "note", "n")),
            Terms.PLAIN);
    var cancelled = room.commands.cancel(room.admin, "demo", update.command().id());
    assertThat(cancelled.state()).isEqualTo(CommandState.CANCELLED);
    assertThat(Json.write(cancelled)).doesNotContain("previous").doesNotContain("\\u0001");
    var after = room.deployment("orders");
    assertThat(after.desired()).isEqualTo(before);
    assertThat(after.generation()).isEqualTo(3);
  }

  @Test
  void a_cancelled_install_becomes_absent_and_keeps_data() {
    room.commands.cancel(room.admin, "demo", installed.id());
    var desired = room.deployment("orders").desired();
    assertThat(desired.runState()).isEqualTo(RunState.ABSENT);
    assertThat(desired.retain()).isTrue();
    assertThat(desired.mayDestroy()).isEmpty();
  }

  @Test
  void a_cancelled_removal_stands_again_with_its_lives() {
    var before = room.deployment("orders").desired();
    var removal = remove(true, false);
    room.commands.cancel(room.admin, "demo", removal.command().id());
    assertThat(room.deployment("orders").desired()).isEqualTo(before);
  }

  @Test
  void cancelling_again_changes_nothing_more_and_an_ended_command_cannot_be_cancelled() {
    var update =
        room.commands.update(
            room.admin, "demo", "orders", params(Map.of("note", "n")), Terms.PLAIN);
    room.commands.cancel(room.admin, "demo", update.command().id());
    long generation = room.deployment("orders").generation();
    room.commands.cancel(room.admin, "demo", update.command().id());
    assertThat(room.deployment("orders").generation()).isEqualTo(generation);
    var no = refusal(() -> room.commands.cancel(room.admin, "demo", installed.id()));
    assertThat(no.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(no.sentence()).contains("superseded");
  }

  @Test
  void a_cancelled_operation_leaves_the_level_alone() {
    var operation =
        room.commands.operate(room.admin, "demo", "orders", "backup", Map.of(), false, Terms.PLAIN);
    room.commands.cancel(room.admin, "demo", operation.command().id());
    assertThat(room.deployment("orders").generation()).isEqualTo(1);
  }

  private void recordComponent(String name, DataPolicy holdsData) {
    room.record("orders", name, holdsData);
  }

  private Commands.Taken remove(boolean retain, boolean destroyData) {
    return room.commands.remove(room.admin, "demo", "orders", retain, destroyData, Terms.PLAIN);
  }

  private Refusal refuse(boolean retain, boolean destroyData) {
    return refusal(() -> remove(retain, destroyData));
  }
}
