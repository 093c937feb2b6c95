package io.sutler.intent;

import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.SecretRef;
import io.sutler.domain.SecretSpec;
import io.sutler.intent.Commands.Terms;
import io.sutler.secret.CannotOpen;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowProjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @TempDir Path dir;
  private IntentRoom room;
  private ManageSecrets secrets;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    secrets = new ManageSecrets(room.desk);
    secrets.put(room.admin, "demo", "DB_PASSWORD", "hunter2");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_secret_is_listed_by_name_sealed_in_the_store_and_revealed_with_a_word_in_the_audit() {
    assertThat(new ShowProjects(room.store, room.access, room.clock).secrets(room.admin, "demo"))
        .containsExactly("DB_PASSWORD");
    for (var id : room.store.secrets().ids(room.demo.id())) {
      var sealed = room.store.secrets().get(id).orElseThrow();
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }
    assertThat(secrets.reveal(room.admin, "demo", "DB_PASSWORD")).isEqualTo("hunter2");
    var last = room.store.audits().page(Optional.of(room.demo.id()), Long.MAX_VALUE, 1).getFirst();
    assertThat(last.entry().action()).isEqualTo("reveal");
    assertThat(last.entry().object()).isEqualTo("secret/DB_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a b", "1a", "é", "a\u0001"})
  void a_bad_name_is_refused(String name) {
    assertThat(refusal(() -> secrets.put(room.admin, "demo", name, "x")).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(refusal(() -> secrets.reveal(room.admin, "demo", name)).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void a_value_with_a_placeholder_or_of_a_megabyte_is_refused() {
    assertThat(refusal(() -> secrets.put(room.admin, "demo", "X", "\u0001a\u0002")).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(refusal(() -> secrets.put(room.admin, "demo", "X", "a".repeat(1 << 20))).kind())
        .isEqualTo(Kind.INVALID);
  }

  @Test
  void a_parameter_may_be_a_users_secret_and_is_shown_as_such() {
    installWithSecret();
    assertThat(clear()).isEqualTo("hunter2");
    var shown = new ShowDeployments(room.store, room.access).show(room.admin, "demo", "orders");
    assertThat(shown.deployment().desired().params())
        .containsEntry("password", Map.of("secret", "DB_PASSWORD"));
  }

  @Test
  void a_changed_secret_is_a_change_of_those_who_use_it_and_of_no_others() {
    installWithSecret();
    room.commands.install(room.admin, "demo", IntentRoom.db("other"), Terms.PLAIN);
    secrets.put(room.admin, "demo", "DB_PASSWORD", "correct horse");
    assertThat(room.deployment("orders").generation()).isEqualTo(2);
    assertThat(room.deployment("other").generation()).isEqualTo(1);
    assertThat(clear()).isEqualTo("correct horse");
    secrets.put(room.admin, "demo", "DB_PASSWORD", "correct horse");
    assertThat(room.deployment("orders").generation()).isEqualTo(2);
  }

  @Test
  void a_secret_in_use_is_not_removed_and_an_unused_one_is_gone_in_all_versions() {
    installWithSecret();
    assertThat(refusal(() -> secrets.remove(room.admin, "demo", "DB_PASSWORD")).code())
        .isEqualTo("in-use");
    secrets.put(room.admin, "demo", "FREE", "one");
    secrets.put(room.admin, "demo", "FREE", "two");
    secrets.remove(room.admin, "demo", "FREE");
    assertThat(room.store.secrets().ids(room.demo.id())).noneMatch(id -> id.contains("FREE"));
  }

  @Test
  void an_output_that_is_not_there_yet_is_told_so() {
    installWithSecret();
    var no = refusal(() -> secrets.revealOutput(room.admin, "demo", "orders", "url"));
    assertThat(no.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(no.sentence()).contains("(yet)");
  }

  @Test
  void placeholders_are_replaced_deep_in_data_and_their_texts_told() {
    var id = room.demo.id() + "/DB_PASSWORD";
    var url = "postgresql://u:" + new SecretRef(id).text() + "@h/db";
    var used = new HashSet<String>();
    var data = Map.of("env", List.of(Map.of("URL", url), 5L, true));
    assertThat(room.secrets.reveal(data, used))
        .isEqualTo(Map.of("env", List.of(Map.of("URL", "postgresql://u:hunter2@h/db"), 5L, true)));
    assertThat(used).isEqualTo(Set.of("hunter2"));
    assertThatThrownBy(() -> room.secrets.reveal(new SecretRef("x/gone").text(), used))
        .isInstanceOf(CannotOpen.class);
  }

  @Test
  void a_generated_secret_is_the_same_for_ever() {
    room.commands.install(room.admin, "demo", IntentRoom.db("orders"), Terms.PLAIN);
    var of = room.deployment("orders").id();
    var first = room.secrets.generateOnce(of + "/password", room.demo.id(), of, new SecretSpec(32));
    assertThat(first).matches("[A-Za-z0-9]{32}");
    assertThat(room.secrets.generateOnce(of + "/password", room.demo.id(), of, new SecretSpec(32)))
        .isEqualTo(first);
    assertThat(room.secrets.generateOnce(of + "/other", room.demo.id(), of, new SecretSpec(32)))
        .isNotEqualTo(first);
  }

  private void installWithSecret() {
    room.commands.install(
        room.admin,
        "demo",
        install("orders", "db@1", Map.of("password", Map.of("secret", "DB_PASSWORD"))),
        Terms.PLAIN);
  }

  private Object clear() {
    var stored = room.deployment("orders").desired().params();
    return java.util.Objects.requireNonNull(
        ((Map<?, ?>) room.secrets.reveal(stored, new HashSet<>())).get("password"));
  }
}
