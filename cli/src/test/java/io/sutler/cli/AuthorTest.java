package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorTest {
  @TempDir Path home;

  private Typed types(String... arguments) {
    return new Person(home).with("PATH", "/usr/local/bin:/usr/bin:/bin").types(arguments);
  }

  private void replace(String file, String what, String with) throws IOException {
    var path = home.resolve("notes").resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(what);
    Files.writeString(path, text.replace(what, with));
  }

  @Test
  void what_init_writes_is_sound_and_keeps_its_promises() {
    assertThat(types("author", "init", "notes").out()).contains("sutler author test");
    assertThat(types("author", "validate", "notes").out()).endsWith("is sound\n");
    var tested = types("author", "test", "notes", "--param", "greeting=$(reboot)");
    assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
    assertThat(tested.out())
        .contains("✔ main is there")
        .contains("✔ nothing is left")
        .endsWith("notes@0.1.0 keeps its promises\n");
  }

  @Test
  void init_takes_a_path_by_its_last_part_and_says_where_folders_are_made() {
    assertThat(types("author", "init", "plans/notes").exit()).isZero();
    assertThat(home.resolve("plans/notes/plan.yaml")).content().contains("name: notes");
    assertThat(types("author", "init", "notes", "plans/mine").exit()).isZero();
    assertThat(home.resolve("plans/mine/plan.yaml")).content().contains("name: notes");
    for (var wrong : new String[] {".", "plans/", "plans/My_Notes", "..", "/", "", "no tes"}) {
      var typed = types("author", "init", wrong);
      assertThat(typed.exit()).as(wrong + typed.out() + typed.err()).isNotZero();
    }
    var typed = types("author", "init", "My_Notes");
    assertThat(typed.exit()).isEqualTo(5);
    assertThat(typed.err())
        .contains("'My_Notes' is no name for a plan", "is made here: sutler author init notes");
  }

  @Test
  void the_examples_of_its_help_work_one_after_the_other() {
    var examples =
        types("author", "--help")
            .out()
            .lines()
            .filter(l -> l.startsWith("  sutler author "))
            .toList();
    assertThat(examples).hasSizeGreaterThan(2);
    for (var example : examples) {
      var typed = types(example.strip().substring("sutler ".length()).split(" +"));
      assertThat(typed.exit()).as(example + typed.err()).isZero();
    }
  }

  @Test
  void programs_get_json_alone_on_standard_output() throws IOException {
    types("author", "init", "notes");
    var tested = types("author", "test", "notes", "-o", "json");
    assertThat(tested.exit()).as(tested.err()).isZero();
    var json = io.sutler.cli.print.Data.tree(tested.out());
    assertThat(json.path("plan").asText()).isEqualTo("notes@0.1.0");
    assertThat(json.path("keepsItsPromises").asBoolean()).isTrue();
    assertThat(json.at("/components/0/name").asText()).isEqualTo("main");
    assertThat(json.at("/components/0/observed").asText()).isEqualTo("present");
    assertThat(tested.err()).contains("install", "✔ nothing is left");
    assertThat(types("author", "test", "notes", "-o", "name").out()).isEqualTo("main\n");
    assertThat(types("author", "test", "notes", "-o", "jsom").exit()).isEqualTo(5);
    var sound = types("author", "validate", "notes", "-o", "jsonpath={.sound}");
    assertThat(sound.out()).isEqualTo("true\n");
    replace("plan.yaml", "driver: script", "driver: scripd");
    var faulty = types("author", "validate", "notes", "-o", "json");
    assertThat(faulty.exit()).isEqualTo(1);
    assertThat(io.sutler.cli.print.Data.tree(faulty.out()).at("/faults/0/message").asText())
        .contains("scripd");
    var failed = types("author", "test", "notes", "-o", "json");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
  }

  @Test
  void a_shell_beside_a_component_tells_programs_where_all_is() {
    types("author", "init", "notes");
    var shell =
        new Person(home)
            .with("PATH", "/usr/local/bin:/usr/bin:/bin")
            .with("SHELL", "/bin/true")
            .types("shell", "-c", "main", "notes", "-o", "json");
    assertThat(shell.exit()).as(shell.err()).isZero();
    var json = io.sutler.cli.print.Data.tree(shell.out());
    assertThat(json.path("component").asText()).isEqualTo("main");
    assertThat(json.at("/files/workspace").asText()).startsWith("/");
    assertThat(json.path("outputs").has("main")).isTrue();
    var wrong = types("run", "-c", "main", "notes", "-o", "jsom");
    assertThat(wrong.exit()).isEqualTo(5);
  }

  @Test
  void a_faulty_plan_is_named_with_file_and_line() throws IOException {
    types("author", "init", "notes");
    replace("plan.yaml", "driver: script", "driver: scripd");
    var typed = types("author", "validate", "notes");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("plan.yaml:").contains("scripd");
    assertThat(types("author", "test", "notes").exit()).isEqualTo(1);
  }

  @Test
  void a_script_that_forgets_its_remove_phase_is_found_out() throws IOException {
    types("author", "init", "notes");
    replace("bin/deploy.sh", "file=$SUTLER_STORAGE/greeting", "file=" + home + "/elsewhere");
    replace("bin/deploy.sh", "rm -f \"$file\"", "true");
    var typed = types("author", "test", "notes");
    assertThat(typed.exit()).as(typed.out()).isEqualTo(1);
    assertThat(typed.err()).contains("main is still there after its removal");
  }

  @Test
  void a_script_that_fails_says_so_and_leaves_nothing() throws IOException {
    types("author", "init", "notes");
    replace("bin/deploy.sh", "echo \"wrote $file\"", "sleep 1000 & echo no more; exit 7");
    var typed = types("author", "test", "notes");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).startsWith("error: main failed: ");
    assertThat(typed.out()).contains("no more");
  }

  @Test
  void a_plan_that_uses_another_is_tried_with_the_catalogue_beside_it() throws IOException {
    types("author", "init", "notes");
    var both = Files.createDirectories(home.resolve("both"));
    Files.writeString(
        both.resolve("plan.yaml"),
        """
        kind: Plan
        name: both
        version: 1.0.0
        title: Two of them
        components:
          first: { use: notes@0.1, with: { greeting: one } }
          second: { use: notes@0.1, needs: [first] }
        """);
    var without = types("author", "test", "both", "--catalog", both.toString());
    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.err()).contains("there is no plan 'notes@0.1' to use");
    assertThat(types("author", "test", "both", "--catalog", home + "/nowhere").exit()).isEqualTo(5);
    assertThat(types("author", "validate", "both", "--catalog", home.toString()).exit()).isZero();
    var tested = types("author", "test", "both", "--catalog", home.toString());
    assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
    assertThat(tested.out()).contains("✔ first.main is there", "✔ second.main is there");
  }

  @Test
  void a_playbook_from_git_is_named_by_the_plan_alone_and_whole() throws IOException {
    var plan =
        """
        kind: Plan
        name: plays
        version: 1.0.0
        title: Plays
        parameters: { x: { type: string, default: "" } }
        secrets: { token: { length: 20 } }
        components:
          main: { driver: ansible, with: { groups: { all_of_them: [] }, GIT } }
        """;
    var commit = "commit: " + "a".repeat(40);
    var url = "url: 'https://git.example.org/plays.git'";
    var sound = "git: { " + url + ", " + commit + ", token: '${secrets.token}' }";
    assertThat(validated(plan.replace("GIT", sound)).exit()).isZero();
    for (var wrong :
        new String[] {
          "git: '${params.x}'",
          "git: { url: 'https://git.example.org/${params.x}', " + commit + " }",
          "git: { " + url + ", commit: '${params.x}' }",
          "git: { " + url + ", " + commit + ", path: '${params.x}' }",
          "git: { " + url + ", " + commit + ", path: '../site.yml' }",
          "git: { " + url + ", " + commit + ", path: /etc/passwd }",
          "git: { " + url + ", " + commit + ", branch: main }",
          "git: { url: 'https://me:s3cr3t@git.example.org/plays.git', " + commit + " }",
          "git: { url: 'ext::sh', " + commit + " }",
          "git: { " + url + " }",
          "git: { " + url + ", commit: '-x' }",
          "playbook: plan.yaml, git: { " + url + ", " + commit + " }",
          "become: true",
        }) {
      var typed = validated(plan.replace("GIT", wrong));
      assertThat(typed.exit()).as(wrong).isEqualTo(1);
      assertThat(typed.err()).as(wrong).contains("plan.yaml:").doesNotContain("\tat ");
    }
  }

  private Typed validated(String plan) throws IOException {
    var directory = Files.createDirectories(home.resolve("plays"));
    Files.writeString(directory.resolve("plan.yaml"), plan);
    return types("author", "validate", "plays");
  }

  @Test
  void a_parameter_that_the_plan_has_not_is_refused() {
    types("author", "init", "notes");
    var typed = types("author", "test", "notes", "--param", "folder=/");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("there is no parameter 'folder'");
  }
}
