package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParamsTest {
  private final Params params = new Params();
  private static final Plan PLAN =
      PlansForTests.parse(
          PlansForTests.headed(
              """
              parameters:
                max_connections: { type: integer, minimum: 10, maximum: 5000, default: 100 }
                name: { type: string, pattern: "^[a-z]+$" }
                password: { type: string, writeOnly: true, optional: true }
                mail: { type: string, format: email, optional: true }
                ratio: { type: number, optional: true }
                tags: { type: object, optional: true, additionalProperties: { type: string } }
                tier: { enum: [small, large], default: small }
                database: { type: string, optional: true, binds: database }
                any: { optional: true }
              components:
                main: { driver: servers, with: { count: 1 } }
              operations:
                restore: { component: main, command: [bin/restore], parameters: { file: { type: string } } }
              """),
          "bin/restore");

  private Map<String, Object> check(Map<String, Object> given, String... elsewhere) {
    return params.check(PLAN, given, Set.of(elsewhere));
  }

  private List<String> faults(Map<String, Object> given, String... elsewhere) {
    try {
      check(given, elsewhere);
      return List.of();
    } catch (Refusal e) {
      assertThat(e.kind()).isEqualTo(Refusal.Kind.INVALID);
      return e.faults().stream().map(f -> f.pointer() + " " + f.message()).toList();
    }
  }

  @Test
  void defaults_are_filled_in() {
    assertThat(check(Map.of("name", "x")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("name", "x", "max_connections", 100L, "tier", "small"));
  }

  @Test
  void whole_numbers_are_one_type_however_they_were_written() {
    assertThat(check(Map.of("name", "x", "max_connections", 50, "ratio", 5.0)))
        .containsEntry("max_connections", 50L)
        .containsEntry("ratio", 5L);
    assertThat(check(Map.of("name", "x", "max_connections", 50.0)))
        .containsEntry("max_connections", 50L);
  }

  @Test
  void all_faults_are_said_with_pointers() {
    assertThat(
            faults(
                Map.of(
                    "max_connections",
                    5L,
                    "name",
                    "$(rm -rf ~)",
                    "mail",
                    "nobody",
                    "tier",
                    "huge",
                    "tags",
                    Map.of("a/b", 1L))))
        .containsExactlyInAnyOrder(
            "/params/max_connections 'max_connections' must be at least 10",
            "/params/name 'name' must match the pattern ^[a-z]+$",
            "/params/mail 'mail' must be a valid email",
            "/params/tier 'tier' must be one of small, large",
            "/params/tags/a~1b 'tags' must be text");
    assertThat(faults(Map.of())).containsExactly("/params 'name' is missing: give it");
    assertThat(faults(Map.of("name", "x", "max_conections", 5L)))
        .containsExactly(
            "/params/max_conections there is no parameter 'max_conections': did you mean 'max_connections'?");
    assertThat(faults(Map.of("name", 5L))).containsExactly("/params/name 'name' must be text");
  }

  @Test
  void what_comes_from_elsewhere_counts_as_given() {
    assertThat(faults(Map.of(), "name")).isEmpty();
    assertThat(check(Map.of("name", "x"), "max_connections")).doesNotContainKey("max_connections");
    assertThat(faults(Map.of("name", "x"), "nam")).singleElement().asString().contains("'nam'");
  }

  @Test
  void hostile_texts_are_inert_or_refused() {
    for (var inert :
        List.of("$(rm -rf ~)", "`id`", "; reboot", "${secrets.x}", "a\nb", "'\"\\", "😀")) {
      assertThat(check(Map.of("name", "x", "any", inert))).containsEntry("any", inert);
    }
    for (var control : List.of("a\u0000", "\u0001D1/p\u0002", "\u0002")) {
      assertThat(faults(Map.of("name", "x", "any", control)))
          .singleElement()
          .asString()
          .startsWith("/params/any ")
          .contains("U+0001");
      assertThat(faults(Map.of("name", "x", "any", List.of(Map.of(control, 1L))))).isNotEmpty();
    }
  }

  @Test
  void null_deep_and_huge_data_are_refused() {
    Map<String, Object> withNull = new HashMap<>(Map.of("name", "x"));
    withNull.put("any", null);
    assertThat(faults(withNull)).singleElement().asString().contains("null is no value");
    Object deep = 1L;
    for (int i = 0; i < 10_000; i++) {
      deep = List.of(deep);
    }
    assertThat(faults(Map.of("name", "x", "any", deep)))
        .singleElement()
        .asString()
        .contains("too deep");
    assertThat(faults(Map.of("name", "x", "any", Collections.nCopies(1_000_000, 1L))))
        .singleElement()
        .asString()
        .contains("too large");
    assertThat(faults(Map.of("name", "x", "any", "x".repeat(10_000_000)))).isNotEmpty();
    assertThat(faults(Map.of("name", "x", "any", new Object()))).isNotEmpty();
    assertThat(faults(Map.of("name", "x", "any", Double.NaN))).isNotEmpty();
  }

  @Test
  void values_are_not_repeated_in_faults() {
    assertThat(faults(Map.of("name", "hunter2!", "password", 12345L)).toString())
        .doesNotContain("hunter2!")
        .doesNotContain("12345");
  }

  @Test
  void a_pattern_takes_linear_time() {
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                parameters: { x: { type: string, pattern: "^(a+)+$" } }
                components: { main: { driver: servers, with: { count: 1 } } }
                """));
    assertThatThrownBy(() -> params.check(plan, Map.of("x", "a".repeat(100_000) + "!"), Set.of()))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void operations_check_their_own_parameters() {
    assertThat(params.checkOperation(PLAN, "restore", Map.of("file", "f")))
        .containsExactly(Map.entry("file", "f"));
    assertThatThrownBy(() -> params.checkOperation(PLAN, "restore", Map.of()))
        .hasMessageContaining("'file' is missing");
    assertThatThrownBy(() -> params.checkOperation(PLAN, "restor", Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
              assertThat(e.sentence()).contains("did you mean 'restore'?");
            });
  }

  @Test
  void bindable_parameters_are_known() {
    assertThat(Params.binds(PLAN, "database")).contains("database");
    assertThat(Params.binds(PLAN, "name")).isEmpty();
  }
}
