package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {
  @TempDir Path home;

  @Test
  void every_verb_has_a_description_and_an_example_that_names_it() {
    var all = new ArrayList<CommandLine>();
    collect(Main.line(new Person(home).terminal(), Optional.empty()), all);
    assertThat(all).hasSizeGreaterThan(60);
    for (var command : all) {
      var spec = command.getCommandSpec();
      assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
      assertThat(String.join("\n", spec.usageMessage().footer()))
          .as(spec.qualifiedName())
          .contains("Example")
          .contains("sutler " + spec.qualifiedName().substring("sutler ".length()));
    }
  }

  @Test
  void every_example_can_be_typed() {
    var line = Main.line(new Person(home).terminal(), Optional.empty());
    var all = new ArrayList<CommandLine>();
    collect(line, all);
    var typed = 0;
    for (var command : all) {
      for (var text : command.getCommandSpec().usageMessage().footer()) {
        int at = text.indexOf("sutler ");
        if (text.startsWith("  ") && at >= 0) {
          assertThat(fault(line, words(text.substring(at + "sutler ".length()))))
              .as(text)
              .isEmpty();
          typed++;
        }
      }
    }
    assertThat(typed).isGreaterThan(80);
  }

  /** As a shell splits them; what follows two blanks is said about it. */
  private static String[] words(String line) {
    return Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+")
        .matcher(line.strip().split("  +| \\| | > ")[0])
        .results()
        .map(word -> word.group().replaceAll("['\"]", ""))
        .toArray(String[]::new);
  }

  @Test
  void every_option_can_be_given() {
    var line = Main.line(new Person(home).terminal(), Optional.empty());
    var all = new ArrayList<CommandLine>();
    collect(line, all);
    for (var command : all) {
      for (var option : command.getCommandSpec().options()) {
        if (option.arity().max() > 0) {
          var name = command.getCommandSpec().qualifiedName() + " " + option.longestName() + " 1";
          assertThat(fault(line, words(name.substring("sutler ".length()))))
              .as(name)
              .doesNotContain("TypeConverter");
        }
      }
    }
  }

  /** What is wrong with a line that is not carried out; mostly that something is missing. */
  private static String fault(CommandLine line, String... words) {
    try {
      line.parseArgs(words);
      return "";
    } catch (CommandLine.PicocliException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void every_verb_answers_help_and_describes_each_option() {
    var all = new ArrayList<CommandLine>();
    collect(Main.line(new Person(home).terminal(), Optional.empty()), all);
    for (var command : all) {
      var words = command.getCommandSpec().qualifiedName().split(" ");
      var arguments = new ArrayList<>(List.of(words).subList(1, words.length));
      arguments.add("--help");
      var typed = new Person(home).types(arguments.toArray(String[]::new));
      assertThat(typed.exit()).as(typed.err()).isZero();
      assertThat(typed.out()).startsWith("Usage: sutler").contains("Example");
      command
          .getCommandSpec()
          .args()
          .forEach(
              a -> assertThat(a.description()).as(command.getCommandName() + " " + a).isNotEmpty());
    }
  }

  @Test
  void on_a_terminal_help_is_as_wide_as_that_and_lists_have_the_short_name() {
    var words = new String[] {"region", "set", "--help"};
    var narrow = new Person(home).on(80).types(words).out();
    assertThat(narrow.lines().filter(l -> l.length() > 80)).isEmpty();
    var wide = new Person(home).types(words).out();
    assertThat(wide.lines().filter(l -> l.length() > 80)).isNotEmpty();
    assertThat(new Person(home).types("region", "--help").out()).contains("list, ls", "show, get");
  }

  @Test
  void without_a_verb_it_shows_them_all() {
    var typed = new Person(home).types();
    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).contains("demo", "apply", "describe", "completion");
  }

  @Test
  void completion_knows_the_verbs() {
    assertThat(new Person(home).types("completion", "bash").out())
        .contains("describe")
        .contains("complete -F");
  }

  @Test
  void a_wrong_command_line_is_one_sentence_and_exit_5() {
    for (var words :
        List.of(
            List.of("nonsense"),
            List.of("get", "--nonsense"),
            List.of("catalog"),
            List.of("scale"),
            List.of("get", "a", "-o", "xml"),
            List.of("get", "a", "-o", "jsonpath={.a[}"),
            List.of("apply"),
            List.of("quota", "set", "--memory", "lots"),
            List.of("audit", "--limit", "many"),
            List.of("update", "a", "--param", "novalue", "--server", "http://127.0.0.1:1"))) {
      var typed = new Person(home).types(words.toArray(String[]::new));
      assertThat(typed.exit()).as(words + ": " + typed.err()).isEqualTo(5);
      assertThat(typed.err())
          .startsWith("error: ")
          .doesNotContain("\tat ")
          .doesNotContain("Exception");
      assertThat(typed.err().lines().count()).as(typed.err()).isBetween(2L, 5L);
    }
  }

  private static void collect(CommandLine line, List<CommandLine> into) {
    for (var sub : line.getSubcommands().values()) {
      into.add(sub);
      collect(sub, into);
    }
  }
}
