package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.Observation;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.OutputSpec;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class PlaybookTest extends OnePlaybook {
  @Test
  void the_log_names_play_task_and_host_as_it_goes() throws Exception {
    tasks("- name: base backup\n  command: 'true'");
    done();
    assertThat(log.output())
        .contains("PLAY Play · TASK base backup · here changed")
        .contains("here · ok 1, changed 1, failed 0, unreachable 0")
        .doesNotContain("\u001e");
    assertThat(log.notes()).isEmpty();
    assertThat(log.summary())
        .isEqualTo("1 host: ok 1, changed 1, failed 0, unreachable 0 · here 1/1/0/0");
  }

  @Test
  void a_check_beside_the_work_leaves_the_works_figures() throws Exception {
    tasks("- command: 'true'\n- command: 'true'");
    file("answers.yml", "- hosts: all\n  gather_facts: false\n  tasks: [{ command: 'true' }]");
    var check = new CheckSpec(List.of("answers.yml"), Duration.ofMillis(1), Duration.ofMillis(1));
    component = component.ready(check);
    done();
    assertThat(log.summary()).startsWith("1 host: ok 2, changed 2");
  }

  @Test
  void a_users_text_is_never_a_template() throws Exception {
    var made = directory.resolve("pwned");
    var text = "{{ lookup('pipe', 'touch " + made + "') }} {% raw %}";
    component =
        component
            .input("vars", Map.of("given", text, "deep", List.of(Map.of("x", text))))
            .output("seen", new OutputSpec("setting", false, true));
    tasks(
        """
        - debug: { msg: "{{ given }} {{ deep[0].x }}" }
        - set_stats: { data: { sutler_outputs: { seen: "{{ given }}" } } }
        """);
    assertThat(done().outputs()).containsEntry("seen", text);
    assertThat(made).doesNotExist();
  }

  @Test
  void outputs_come_from_set_stats_and_add_up() throws Exception {
    component =
        component
            .output("url", new OutputSpec("database", true, true))
            .output("replicas", new OutputSpec("address", false, true));
    tasks(
        """
        - set_stats: { data: { sutler_outputs: { url: "x" } } }
        - set_stats: { data: { sutler_outputs: { replicas: ["a", "b"] } } }
        """);
    assertThat(done().outputs()).isEqualTo(Map.of("url", "x", "replicas", List.of("a", "b")));
  }

  @Test
  void a_missing_output_is_a_failure() throws Exception {
    component = component.output("url", new OutputSpec("database", true, true));
    tasks("- command: 'true'");
    assertThat(failed().code()).isEqualTo("missing-outputs");
  }

  @Test
  void secrets_reach_the_playbook_and_are_gone_afterwards() throws Exception {
    var proof = directory.resolve("proof");
    component =
        component
            .input("vars", Map.of("password", "s3cr3t-pa55", "proof", proof.toString()))
            .input("key", "s3cr3t-key")
            .secrets(Set.of("s3cr3t-pa55", "s3cr3t-key"));
    tasks(
        """
        - copy: { dest: "{{ proof }}", content: "{{ password }}" }
          no_log: true
        - command: ps axww -o args
          register: all
        - fail: { msg: "a secret stands in an argument" }
          when: "'s3cr3t' in all.stdout"
        """);
    done();
    assertThat(proof).hasContent("s3cr3t-pa55");
    assertThat(workspace()).doesNotContain("s3cr3t");
    assertThat(log.output()).doesNotContain("s3cr3t");
  }

  @Test
  void only_tasks_with_the_tags_run() throws Exception {
    component = component.input("tags", List.of("second"));
    tasks(
        """
        - { name: one, command: 'true', tags: [first] }
        - { name: two, command: 'true', tags: [second] }
        """);
    done();
    assertThat(log.output()).contains("TASK two").doesNotContain("TASK one");
  }

  @Test
  void an_operation_gets_its_parameters_and_gives_outputs() throws Exception {
    tasks("- command: 'true'");
    done();
    file(
        "backup.yml",
        """
        - hosts: all
          gather_facts: false
          tasks:
            - set_stats: { data: { sutler_outputs: { file: "{{ name_of_it }}-{{ sutler.operation }}" } } }
        """);
    var operation =
        new OperationView(
            "id-1",
            "backup",
            new OperationSpec(
                "thing",
                List.of("backup.yml"),
                Map.of(),
                true,
                false,
                Map.of("file", new OutputSpec("backup", false, true)),
                Duration.ofMinutes(1)),
            Map.of("name_of_it", "monday"));
    assertThat(driver.operate(operation, component.applied().view(), log))
        .isEqualTo(new Progress.Done(Map.of("file", "monday-backup")));
  }

  @Test
  void a_preview_tells_what_would_change_and_changes_nothing() throws Exception {
    var file = directory.resolve("file");
    tasks("- name: file\n  copy: { dest: '" + file + "', content: x }");
    assertThat(driver.preview(component.view()).effects())
        .containsExactly("TASK file would change here");
    assertThat(file).doesNotExist();
  }

  @Test
  void without_checks_it_claims_nothing() throws Exception {
    tasks("- command: 'true'");
    done();
    var seen =
        driver.observe(component.applied().view(), () -> driver.look(component.view().region()));
    assertThat(seen).isInstanceOf(Observation.Unverified.class);
  }

  @Test
  void drift_is_looked_for_at_its_interval_and_not_before() throws Exception {
    var file = directory.resolve("file");
    component = component.input("check_every", "1h");
    tasks("- name: file\n  copy: { dest: '" + file + "', content: x }");
    done();
    Files.writeString(file, "other");
    assertThat(drift()).isEmpty();
    component = component.input("check_every", "1ms");
    done();
    Files.writeString(file, "other");
    assertThat(drift()).containsExactly("TASK file would change here");
  }

  @Test
  void a_service_that_does_not_answer_is_no_success_and_later_a_drift() throws Exception {
    var answers = directory.resolve("answers");
    file(
        "answers.yml",
        """
        - hosts: all
          gather_facts: false
          tasks:
            - name: ask
              command: cat %s
              changed_when: false
        """
            .formatted(answers));
    tasks("- command: 'true'");
    var check = new CheckSpec(List.of("answers.yml"), Duration.ofMillis(1), Duration.ofMillis(1));
    component = component.ready(check).live(check);
    assertThat(failed().code()).isEqualTo("not-ready");
    Files.writeString(answers, "well");
    done();
    assertThat(drift()).isEmpty();
    Files.delete(answers);
    drift();
    assertThat(drift()).singleElement().asString().startsWith("it does not answer: TASK ask");
  }

  private List<String> drift() throws InterruptedException {
    var seen =
        driver.observe(component.applied().view(), () -> driver.look(component.view().region()));
    assertThat(seen).isInstanceOf(Observation.Present.class);
    return ((Observation.Present) seen).drift();
  }

  @Test
  void a_part_of_it_is_run_once_when_a_person_orders_it() throws Exception {
    tasks(
        """
        - name: one
          copy: { dest: "%1$s/one", content: x }
          tags: [one]
        - name: two
          copy: { dest: "%1$s/two", content: x }
          tags: [two]
        """
            .formatted(directory));
    var spec =
        new OperationSpec(
            "thing",
            List.of(OperationSpec.BUILT_IN + "run"),
            Map.of(),
            true,
            false,
            Map.of(),
            Duration.ofMinutes(5));
    var part = new OperationView("c1", "run", spec, Map.of("tags", List.of("two")));
    assertThat(driver.operate(part, component.view(), log)).isInstanceOf(Progress.Done.class);
    assertThat(directory.resolve("two")).exists();
    assertThat(directory.resolve("one")).doesNotExist();
    var nobody = new OperationView("c2", "run", spec, Map.of("limit", "no-such-host"));
    assertThat(driver.operate(nobody, component.view(), log)).isInstanceOf(Progress.Failed.class);
  }
}
