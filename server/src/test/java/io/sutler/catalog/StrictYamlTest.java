package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.catalog.StrictYaml.Limits;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {
  private static List<Map<String, Object>> read(String text) throws MalformedYaml {
    return StrictYaml.documents(text, Limits.DEFAULT);
  }

  @Test
  void values_have_the_types_of_yaml_1_2() throws MalformedYaml {
    assertThat(
            read(
                "{ a: 1, b: -2.5, c: true, d: yes, e: 1:30, f: '7', g: 0x1F, h: 1e3, i: no, j: 2026-01-01 }"))
        .containsExactly(
            Map.of(
                "a",
                1L,
                "b",
                -2.5,
                "c",
                true,
                "d",
                "yes",
                "e",
                "1:30",
                "f",
                "7",
                "g",
                31L,
                "h",
                1000.0,
                "i",
                "no",
                "j",
                "2026-01-01"));
  }

  @Test
  void many_documents_are_read_and_empty_ones_left_out() throws MalformedYaml {
    assertThat(read("---\na: 1\n---\n# nothing\n---\nb: [x, { y: z }]\n...\n"))
        .containsExactly(Map.of("a", 1L), Map.of("b", List.of("x", Map.of("y", "z"))));
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "a: 1\\nb: 2\\na: 3 | 3 | stands here twice",
        "a: { x: 1, x: 2 } | 1 | stands here twice",
        "a: &x 1\\nb: *x | 1 | anchors",
        "b: 1\\na: *x | 2 | anchors",
        "a: 1\\n<<: { b: 2 } | 2 | merge keys",
        "a: !!python/object:os.system rm | 1 | tags",
        "a: !!binary aGVsbG8= | 1 | tags",
        "a: !x { b: 1 } | 1 | tags",
        "a:\\n\\tb: 1 | 2 | indent with spaces",
        "a: 1\\n1: x | 2 | must be text",
        "true: x | 1 | must be text",
        "? [a, b]\\n: x | 1 | must be text",
        "~: x | 1 | must be text",
        "a: 1\\nb: | 2 | 'b' has no value",
        "a: null | 1 | has no value",
        "a: [1, ~] | 1 | an item is empty",
        "a: 0644 | 1 | leading zero",
        "a: 99999999999999999999 | 1 | too large",
        "a: 1e999 | 1 | too large",
        "a: .inf | 1 | infinity",
        "a: .nan | 1 | NaN",
        "a: \"x\\u0001y\" | 1 | U+0001",
        "a: \"x\\0y\" | 1 | U+0000",
        "- a\\n- b | 1 | this is a list",
        "text | 1 | this is text",
        "a: [1, 2 | 1 | brackets",
        "a: 'x | 1 | quotes",
        "a: b: c | 1 | no YAML",
        "a: 1\\n  b: 2 | 2 | no YAML",
        "%YAML 3.0\\n---\\na: 1 | 1 | no YAML",
      })
  void what_is_not_plain_data_is_refused_with_its_line(String text, int line, String why) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOfSatisfying(
            MalformedYaml.class,
            e -> {
              assertThat(e.sentence()).contains(why);
              assertThat(e.line()).isEqualTo(line);
            });
  }

  @Test
  void raw_control_characters_are_refused_with_their_line() {
    assertThatThrownBy(() -> read("a: 1\nb: x\u0001y\n"))
        .isInstanceOfSatisfying(
            MalformedYaml.class,
            e -> {
              assertThat(e.sentence()).contains("U+0001");
              assertThat(e.line()).isEqualTo(2);
            });
  }

  @Test
  void what_is_deep_or_long_is_refused_quickly() {
    for (var bomb :
        List.of(
            "a: " + "[".repeat(10_000) + "]".repeat(10_000),
            "a: " + "{a: ".repeat(10_000) + "1" + "}".repeat(10_000),
            deepBlock(),
            "x".repeat(10_000_000),
            "a: " + "x".repeat(10_000_000),
            "a: [" + "1,".repeat(200_000) + "1]",
            "- ".repeat(10_000) + "a",
            "? ".repeat(10_000) + "a",
            "---\n".repeat(300_000))) {
      assertThatThrownBy(() -> read(bomb)).isInstanceOf(MalformedYaml.class);
    }
  }

  private static String deepBlock() {
    var text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }
    return text.toString();
  }

  @Test
  void an_alias_bomb_is_refused() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(MalformedYaml.class)
        .hasMessageContaining("aliases");
  }

  @Property(tries = 2_000)
  void any_text_is_read_or_refused_and_nothing_else_happens(@ForAll String text) {
    try {
      assertThat(read(text)).isNotNull();
    } catch (MalformedYaml e) {
      assertThat(e.sentence()).isNotBlank();
      assertThat(e.line()).isPositive();
    }
  }
}
