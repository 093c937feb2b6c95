package io.sutler.intent;

import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.params;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Refusal.Kind;
import io.sutler.intent.Commands.Terms;
import io.sutler.json.Json;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowRuns;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepSecretsTest {
  private static final String MAIL =
      """
      kind: Plan
      name: mail
      version: 1.0.0
      title: Mail
      parameters:
        relay:
          type: object
          properties:
            host: { type: string }
            password: { type: string, writeOnly: true, minLength: 4 }
          additionalProperties: false
        users:
          type: array
          default: []
          items:
            type: object
            properties:
              name: { type: string }
              key: { type: string, writeOnly: true }
              secret: { type: string }
        keys: { type: object, additionalProperties: { type: string, writeOnly: true }, default: {} }
        pair: { type: array, writeOnly: true, default: [] }
        any: { default: {} }
      components:
        main:
          driver: servers
          with: { count: 1, relay: "${params.relay}" }
      operations:
        rotate:
          component: main
          command: [bin/rotate]
          parameters: { to: { type: string, writeOnly: true } }
      """;

  @TempDir Path dir;
  private IntentRoom room;
  private ManageSecrets secrets;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir);
    room.publish(MAIL, "bin/rotate");
    secrets = new ManageSecrets(room.desk);
    secrets.put(room.admin, "demo", "RELAY", "hunter2");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void installed(Map<String, Object> params) {
    room.commands.install(room.admin, "demo", install("post", "mail", params), Terms.PLAIN);
  }

  private static Map<String, Object> relay(Object password) {
    return Map.of("relay", Map.of("host", "h", "password", password));
  }

  private Map<String, Object> stored() {
    return room.deployment("post").desired().params();
  }

  private Object clear() {
    return room.secrets.reveal(stored(), new HashSet<>());
  }

  private Map<String, Object> shown() {
    return new ShowDeployments(room.store, room.access)
        .show(room.admin, "demo", "post")
        .deployment()
        .desired()
        .params();
  }

  @Test
  void a_users_secret_below_the_top_is_sealed_shown_as_such_followed_and_in_use() {
    installed(relay(Map.of("secret", "RELAY")));
    assertThat(Json.write(stored())).doesNotContain("hunter2");
    assertThat(clear().toString()).contains("hunter2");
    assertThat(shown()).containsAllEntriesOf(relay(Map.of("secret", "RELAY")));
    assertThat(refusal(() -> secrets.remove(room.admin, "demo", "RELAY")).code())
        .isEqualTo("in-use");
    secrets.put(room.admin, "demo", "RELAY", "correct horse");
    assertThat(room.deployment("post").generation()).isEqualTo(2);
    assertThat(clear().toString()).contains("correct horse");
  }

  @Test
  void what_the_schema_calls_secret_is_sealed_however_deep() {
    installed(
        Map.of(
            "relay", Map.of("host", "h", "password", "swordfish"),
            "users", List.of(Map.of("name", "mira", "key", "k-mira"), Map.of("name", "n")),
            "keys", Map.of("a", "k-a"),
            "pair", List.of("left", Map.of("x", "right"))));
    var text = Json.write(stored());
    assertThat(text).contains("mira", "\"h\"");
    assertThat(text).doesNotContain("swordfish", "k-mira", "k-a", "left", "right");
    assertThat(clear().toString()).contains("swordfish", "k-mira", "k-a", "left", "right");
    assertThat(shown().get("users"))
        .isEqualTo(
            List.of(Map.of("name", "mira", "key", Map.of("sealed", true)), Map.of("name", "n")));
    assertThat(
            Json.write(room.store.audits().page(Optional.of(room.demo.id()), Long.MAX_VALUE, 50)))
        .doesNotContain("swordfish", "k-mira", "left");
  }

  @Test
  void the_same_again_in_clear_or_as_it_was_shown_is_no_change() {
    installed(relay("swordfish"));
    var before = stored();
    room.commands.update(room.admin, "demo", "post", params(relay("swordfish")), Terms.PLAIN);
    assertThat(stored()).isEqualTo(before);
    room.commands.update(room.admin, "demo", "post", params(shown()), Terms.PLAIN);
    assertThat(stored()).isEqualTo(before);
    room.commands.update(room.admin, "demo", "post", params(relay("trombone")), Terms.PLAIN);
    assertThat(stored()).isNotEqualTo(before);
    assertThat(clear().toString()).contains("trombone");
  }

  @Test
  void a_field_that_the_plan_calls_secret_is_data() {
    installed(Map.of("relay", Map.of(), "users", List.of(Map.of("secret", "not a reference"))));
    assertThat(stored().get("users")).isEqualTo(List.of(Map.of("secret", "not a reference")));
  }

  @Test
  void wrong_ones_are_refused_where_they_stand() {
    pointer("/params/relay/password", relay(Map.of("secret", "NOBODY")));
    pointer("/params/relay/password", relay(Map.of("secret", "../x")));
    pointer("/params/relay/password", relay(Map.of("sealed", true)));
    pointer("/params/relay/password", relay("abc"));
    pointer("/params/pair/0", Map.of("relay", Map.of(), "pair", List.of(5L)));
    pointer("/params/relay/password", relay("\u0001x\u0002"));
    pointer(
        "/params/any/a~1b",
        Map.of("relay", Map.of(), "any", Map.of("a/b", Map.of("secret", "NO"))));
    assertThat(room.store.reads().deployment(room.demo.id(), "post")).isEmpty();
    assertThat(room.store.secrets().ids(room.demo.id())).noneMatch(id -> id.contains("/param/"));
  }

  private void pointer(String at, Map<String, Object> params) {
    var no = refusal(() -> installed(params));
    assertThat(no.kind()).isEqualTo(Kind.INVALID);
    assertThat(no.faults().getFirst().pointer()).isEqualTo(at);
  }

  @Test
  void an_operations_secret_is_sealed_too() {
    installed(Map.of("relay", Map.of()));
    var asked =
        room.commands.operate(
            room.admin, "demo", "post", "rotate", Map.of("to", "swordfish"), false, Terms.PLAIN);
    assertThat(asked.command().params()).containsEntry("to", "(secret)");
    var kept = room.store.reads().command(room.demo.id(), asked.command().id()).orElseThrow();
    assertThat(Json.write(kept.params())).doesNotContain("swordfish");
    assertThat(room.secrets.reveal(kept.params(), new HashSet<>()))
        .isEqualTo(Map.of("to", "swordfish"));
    assertThat(
            Json.write(
                new ShowRuns(room.store, room.access)
                    .commands(room.admin, "demo", Optional.empty(), "", 10)))
        .doesNotContain("swordfish", "\\u0001");
  }
}
