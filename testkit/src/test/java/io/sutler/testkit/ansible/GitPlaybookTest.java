package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.sutler.testkit.ansible.GitPlaybookTest#possible",
    disabledReason = "ansible-playbook or git is not installed")
class GitPlaybookTest extends OnePlaybook {
  private Path repository = Path.of("/");

  static boolean possible() {
    return AnsibleDrivers.installed() && AnsibleDrivers.has("git");
  }

  @BeforeEach
  void repository() throws Exception {
    repository = Files.createDirectory(directory.resolve("plays"));
    driver = AnsibleDrivers.reading(directory);
    git("init", "-q", "-b", "main");
    Files.createDirectories(component.view().bundle());
  }

  private String git(String... words) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.org"));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said;
  }

  private void write(String name, String text) throws IOException {
    var file = repository.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String says(String what) throws Exception {
    write(
        "site.yml",
        """
        - name: Play
          hosts: all
          gather_facts: false
          tasks: [{ name: says, debug: { msg: "%s" }, changed_when: true }]
        """
            .formatted(what));
    return commit();
  }

  private String commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "plays");
    return git("rev-parse", "HEAD");
  }

  private void from(String commit, Map<String, Object> more) {
    var git = new HashMap<String, Object>(more);
    git.put("url", "file://" + repository);
    git.put("commit", commit);
    var inputs = new HashMap<>(component.view().desired().inputs());
    inputs.remove("playbook");
    inputs.put("git", git);
    component = component.inputs(inputs);
  }

  @Test
  void a_playbook_is_that_of_its_commit_whatever_came_later() throws Exception {
    var first = says("one");
    var second = says("two");
    write("site.yml", "- this is no playbook");
    commit();
    from(first, Map.of());
    done();
    assertThat(driver.preview(component.view()).effects())
        .containsExactly("TASK says would change here");
    from(second, Map.of());
    done();
    assertThat(log.output()).contains("TASK says · here changed");
  }

  @Test
  void roles_of_the_repository_are_found_from_a_folder_of_playbooks() throws Exception {
    write("roles/thing/tasks/main.yml", "- { name: of the role, command: 'true' }\n");
    write("plays/site.yml", "- { hosts: all, gather_facts: false, roles: [thing] }\n");
    from(commit(), Map.of("path", "plays/site.yml"));
    done();
    assertThat(log.output()).contains("of the role");
  }

  @Test
  void a_tag_that_moves_changes_nothing_for_who_took_it() throws Exception {
    says("one");
    git("tag", "v1");
    from("v1", Map.of());
    done();
    assertThat(log.notes()).anyMatch(note -> note.startsWith("tag v1 is commit "));
    write("site.yml", "- this is no playbook");
    commit();
    git("tag", "-f", "v1");
    component = component.applied();
    done();
  }

  @Test
  void a_branch_is_refused_in_a_sentence() throws Exception {
    says("one");
    from("main", Map.of());
    assertThat(failed()).returns("git-branch", Failure::code).returns(Blame.USER, Failure::blame);
  }

  @Test
  void a_file_that_is_not_in_the_repository_is_named() throws Exception {
    var commit = says("one");
    for (var path : List.of("other.yml", "../plays/site.yml", "/etc/passwd", ".")) {
      from(commit, Map.of("path", path));
      assertThat(failed()).as(path).returns("no-playbook", Failure::code);
    }
  }

  @Test
  void a_link_out_of_the_repository_runs_nothing() throws Exception {
    playbook("- hosts: all\n  tasks: [{ command: 'true' }]");
    Files.createSymbolicLink(
        repository.resolve("site.yml"), component.view().bundle().resolve("site.yml"));
    from(commit(), Map.of());
    assertThat(failed()).returns("git-leads-out", Failure::code);
  }

  @Test
  void a_token_lies_in_no_file_and_no_log() throws Exception {
    from(says("one"), Map.of("token", "s3cr3t-token"));
    component = component.secrets(Set.of("s3cr3t-token"));
    done();
    assertThat(workspace()).doesNotContain("s3cr3t");
    assertThat(log.output() + log.notes()).doesNotContain("s3cr3t");
  }

  @Test
  void without_the_operators_word_this_machines_disk_is_not_read() throws Exception {
    from(says("one"), Map.of());
    driver = new AnsibleDrivers().get();
    assertThat(failed())
        .returns("git-not-allowed", Failure::code)
        .extracting(Failure::message)
        .asString()
        .contains("SUTLER_GIT_DIRECTORIES");
  }

  @Test
  void an_error_in_it_is_told_without_where_it_lies_here() throws Exception {
    write("site.yml", "- hosts: all\n  tasks:\n    - name: x\n     command: y\n");
    from(commit(), Map.of());
    assertThat(failed())
        .returns("playbook-faulty", Failure::code)
        .extracting(Failure::message)
        .asString()
        .doesNotContain(directory.toString());
  }
}
