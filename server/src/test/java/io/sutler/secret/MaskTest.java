package io.sutler.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MaskTest {
  /** A small alphabet makes secrets overlap, repeat and nearly match all the time. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc\n").ofMaxLength(120);
  }

  @Provide
  Arbitrary<Set<String>> secrets() {
    return Arbitraries.strings().withChars("abc").ofMinLength(4).ofMaxLength(9).set().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 7).list().ofMinSize(1).ofMaxSize(200);
  }

  @Property
  void however_it_is_split_the_masked_text_is_the_same(
      @ForAll("texts") String text,
      @ForAll("secrets") Set<String> secrets,
      @ForAll("cuts") List<Integer> cuts) {
    assertThat(masked(secrets, split(text, cuts))).isEqualTo(masked(secrets, List.of(text)));
  }

  @Property
  void no_secret_shows_and_nothing_else_is_lost(
      @ForAll("texts") String text,
      @ForAll("secrets") Set<String> secrets,
      @ForAll("cuts") List<Integer> cuts) {
    assertThat(masked(secrets, split(text, cuts))).isEqualTo(slowly(text, secrets));
  }

  @Test
  void a_secret_in_single_characters_is_masked() {
    assertThat(masked(Set.of("hunter2"), List.of("my h", "u", "n", "t", "e", "r", "2", " ok")))
        .isEqualTo("my *** ok");
  }

  @Test
  void what_cannot_become_a_secret_is_given_at_once() {
    var given = new StringBuilder();
    var mask = new Mask(Set.of("hunter2"), given::append);
    mask.write("progress 10%");
    assertThat(given).hasToString("progress 10%");
    mask.write(" hunt");
    assertThat(given).hasToString("progress 10% ");
    mask.write("ing");
    assertThat(given).hasToString("progress 10% hunting");
  }

  @Test
  void the_end_gives_what_was_held_back() {
    assertThat(masked(Set.of("hunter2"), List.of("hunt"))).isEqualTo("hunt");
  }

  @Test
  void overlapping_secrets_are_masked_to_their_ends() {
    assertThat(masked(Set.of("abcdef", "defghi"), List.of("xabcdefghix"))).isEqualTo("x***x");
  }

  @Test
  void usual_disguises_are_masked() {
    var secret = "p@ss word/with+\"all\"";
    var basic =
        Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8));
    assertThat(masked(Set.of(secret), List.of("Authorization: Basic " + basic)))
        .doesNotContain(basic.substring(12, basic.length() - 8));
    assertThat(masked(Set.of(secret), List.of("url p%40ss+word%2Fwith%2B%22all%22 end")))
        .isEqualTo("url *** end");
    assertThat(masked(Set.of(secret), List.of("{\"x\":\"p@ss word/with+\\\"all\\\"\"}")))
        .isEqualTo("{\"x\":\"***\"}");
  }

  @Test
  void each_line_of_a_key_is_masked() {
    var key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n";
    assertThat(masked(Set.of(key), List.of("  MIIEvQIBADANBgkq\n", "  hkiG9w0BAQ", "EFAASC\n")))
        .isEqualTo("  ***\n  ***\n");
  }

  @Test
  void a_gigabyte_of_one_letter_is_not_kept() {
    var longest = new int[1];
    var mask =
        new Mask(
            Set.of("a".repeat(50) + "b"), text -> longest[0] = Math.max(longest[0], text.length()));
    var chunk = "a".repeat(8192);
    for (int i = 0; i < 1000; i++) {
      mask.write(chunk);
    }
    assertThat(longest[0]).isLessThanOrEqualTo(8192 + 51);
  }

  private static String masked(Set<String> secrets, List<String> chunks) {
    var out = new StringBuilder();
    var mask = new Mask(secrets, out::append);
    chunks.forEach(mask::write);
    mask.flush();
    return out.toString();
  }

  private static List<String> split(String text, List<Integer> cuts) {
    var chunks = new ArrayList<String>();
    int at = 0;
    for (int i = 0; at < text.length(); i++) {
      int to = Math.min(text.length(), at + cuts.get(i % cuts.size()));
      chunks.add(text.substring(at, to));
      at = to;
    }
    return chunks;
  }

  /** What masking means, without any cleverness. */
  private static String slowly(String text, Set<String> secrets) {
    var masked = new boolean[text.length()];
    for (var secret : secrets) {
      for (var form : Disguises.of(secret)) {
        for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
          java.util.Arrays.fill(masked, at, at + form.length(), true);
        }
      }
    }
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!masked[i]) {
        out.append(text.charAt(i));
      } else if (i == 0 || !masked[i - 1]) {
        out.append(Mask.STARS);
      }
    }
    return out.toString();
  }
}
