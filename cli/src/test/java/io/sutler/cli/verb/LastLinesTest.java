package io.sutler.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.http.Client;
import io.sutler.cli.http.Events;
import io.sutler.wire.LogChunk;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLinesTest {
  private static final Client NOBODY =
      new Client(URI.create("http://127.0.0.1:1"), Optional.empty(), "");
  private final LastLines lines = new LastLines(new Events(NOBODY, "/log"));

  private void says(int step, String text) {
    lines.take(new LogChunk("R", step, 1, Instant.EPOCH, text));
  }

  @Test
  void a_step_says_its_last_line_that_is_not_blank() {
    says(1, "first\nsecond\n\n  \n");
    assertThat(lines.of("R", 1)).hasValue("second");
    says(1, "  third without its end");
    assertThat(lines.of("R", 1)).hasValue("third without its end");
  }

  @Test
  void a_line_may_come_in_pieces_and_each_step_has_its_own() {
    says(1, "TASK base ba");
    says(2, "other\n");
    says(1, "ckup\n");
    assertThat(lines.of("R", 1)).hasValue("TASK base backup");
    assertThat(lines.of("R", 2)).hasValue("other");
    assertThat(lines.of("R", 3)).isEmpty();
  }

  @Test
  void what_a_step_prints_without_end_is_bounded() {
    for (int i = 0; i < 1_000; i++) {
      says(1, "x".repeat(100));
    }
    assertThat(lines.of("R", 1).orElseThrow()).hasSize(1_000);
  }

  @Test
  void only_what_works_says_its_line() {
    var works = new Part("c", Part.State.WORKS, "creating", Optional.empty());
    var done = new Part("c", Part.State.DONE, "created 1 s", Optional.empty());
    assertThat(works.saying(Optional.of("PLAY")))
        .extracting(Part::text)
        .isEqualTo("creating · PLAY");
    assertThat(works.saying(Optional.empty())).isEqualTo(works);
    assertThat(done.saying(Optional.of("PLAY"))).isEqualTo(done);
  }
}
