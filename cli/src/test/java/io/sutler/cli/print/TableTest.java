package io.sutler.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table findings() {
    return new Table("", "WHAT", "ANSWER")
        .row("\u001b[32mok\u001b[0m", "reachable", "Podman at unix:///run/podman.sock")
        .row("no", "image", "there is no image debian: run 'sutler region init local' and see");
  }

  @Test
  void what_is_wider_than_the_terminal_goes_on_beneath_its_own_column() {
    assertThat(findings().lines(48))
        .containsExactly(
            "     WHAT        ANSWER",
            "\u001b[32mok\u001b[0m   reachable   Podman at",
            "                 unix:///run/podman.sock",
            "no   image       there is no image debian: run",
            "                 'sutler region init local' and",
            "                 see");
    assertThat(findings().lines(48)).allMatch(line -> Plain.width(line) <= 48);
  }

  @Test
  void where_there_is_no_terminal_or_no_room_a_row_is_a_line() {
    assertThat(findings().lines()).hasSize(3);
    assertThat(findings().lines(30)).isEqualTo(findings().lines());
    assertThat(new Table("A").row("").lines(40)).isEqualTo(List.of("A", ""));
  }

  @Test
  void no_cell_moves_the_cursor_or_clears_the_screen() {
    var lines = new Table("A").row("a\u001b[2Jb\u001b[10;1Hc\rd\u001b]0;x\u0007").lines();
    assertThat(String.join("", lines)).doesNotContain("\u001b", "\r", "\u0007");
    assertThat(new Table("A").row("\u001b[31mno\u001b[0m").lines())
        .contains("\u001b[31mno\u001b[0m");
  }

  @Test
  void a_word_that_is_wider_than_its_column_is_broken() {
    var lines = new Table("A").row("x".repeat(100)).lines(40);
    assertThat(lines).hasSize(4).allMatch(line -> line.length() <= 40);
  }
}
