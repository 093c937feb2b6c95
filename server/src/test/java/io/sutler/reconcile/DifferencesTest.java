package io.sutler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.SecretRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final String SECRET = new SecretRef("01K/password").text();

  @Test
  void names_each_changed_setting_as_its_author_did() {
    assertThat(
            Differences.between(
                Map.of("settings", Map.of("max_connections", 100, "port", 1), "command", "run"),
                Map.of("settings", Map.of("max_connections", 50, "port", 1), "command", "run")))
        .containsExactly("max_connections: 100 -> 50");
  }

  @Test
  void says_none_for_what_came_or_went() {
    assertThat(Differences.between(Map.of("a", 1), Map.of("b", 2)))
        .containsExactly("a: 1 -> (none)", "b: (none) -> 2");
  }

  @Test
  void a_number_is_the_same_whatever_type_carries_it() {
    assertThat(
            Differences.between(
                Map.of("n", 100, "list", List.of(1, Map.of("x", 2))),
                Map.of("n", 100L, "list", List.of(1L, Map.of("x", 2L)))))
        .isEmpty();
  }

  @Test
  void a_null_that_stays_is_no_change() {
    var before = new HashMap<String, Object>();
    before.put("a", null);
    assertThat(Differences.between(before, new HashMap<>(before))).isEmpty();
    assertThat(Differences.between(before, Map.of("a", 1))).containsExactly("a: (none) -> 1");
  }

  @Test
  void secrets_are_not_shown_not_even_as_placeholders() {
    var lines =
        Differences.between(
            Map.of("a", SECRET, "list", List.of("x", SECRET), SECRET, 1),
            Map.of("a", "http://" + SECRET + "@host", "list", List.of(), "b", Map.of(SECRET, 1)));
    assertThat(String.join("\n", lines))
        .doesNotContain("01K", "password")
        .contains("a: (secret) -> (secret)", "list: (secret) -> []");
  }

  @Test
  void long_and_many_lined_texts_stay_one_short_line() {
    var lines =
        Differences.between(
            Map.of("script", "a\nb\u001b[31m"), Map.of("script", "x".repeat(1_000_000)));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).hasSizeLessThan(200).doesNotContain("\n", "\u001b");
  }

  @Test
  void a_cut_never_halves_a_character() {
    var lines = Differences.between(Map.of(), Map.of("t", "x" + "😀".repeat(100)));
    assertThat(lines.getFirst().chars().filter(c -> Character.isSurrogate((char) c)).count())
        .isEven();
  }

  @Property(tries = 1000)
  void nothing_changed_means_no_lines(@ForAll Map<String, List<Integer>> data) {
    var same = new HashMap<String, Object>(data);
    assertThat(Differences.between(same, new HashMap<>(same))).isEmpty();
  }

  @Property(tries = 1000)
  void never_throws(@ForAll Map<String, String> a, @ForAll Map<String, Integer> b) {
    assertThat(Differences.between(new HashMap<>(a), new HashMap<>(b)))
        .allSatisfy(line -> assertThat(line).contains(" -> "));
    assertThat(Differences.between(Map.of("k", Arrays.asList(1, null)), Map.of("k", List.of())))
        .hasSize(1);
  }
}
