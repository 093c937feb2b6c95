package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.json.Json;
import org.junit.jupiter.api.Test;

class DecodedTest {
  private record Thing(String name) {}

  private final Decoded<Thing> decoded = new Decoded<>(Json.mapper().readerFor(Thing.class));

  @Test
  void each_text_gives_what_it_says_however_many_there_are() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(decoded.of("{\"name\":\"" + i + "\"}")).isEqualTo(new Thing("" + i));
      }
    }
  }

  @Test
  void texts_with_the_same_hash_are_told_apart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(decoded.of("{\"name\":\"Aa\"}")).isEqualTo(new Thing("Aa"));
    assertThat(decoded.of("{\"name\":\"BB\"}")).isEqualTo(new Thing("BB"));
  }

  @Test
  void a_text_that_does_not_fit_is_refused_each_time() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decoded.of("{\"nome\":1}"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_long_text_is_decoded_and_not_kept() {
    var text = Json.write(new Thing("x".repeat(5_000)));
    assertThat(decoded.of(text)).isEqualTo(decoded.of(text)).isNotSameAs(decoded.of(text));
  }
}
