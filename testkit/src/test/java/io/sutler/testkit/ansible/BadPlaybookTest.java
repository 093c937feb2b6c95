package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class BadPlaybookTest extends OnePlaybook {
  @Test
  void a_failing_task_is_named_with_its_host_and_message() throws Exception {
    tasks("- name: breaks\n  command: sh -c 'echo no such disk >&2; exit 3'");
    var failure = failed();
    assertThat(failure.code()).isEqualTo("task-failed");
    assertThat(failure.message())
        .startsWith("TASK breaks failed on here:")
        .contains("no such disk");
    assertThat(log.summary()).startsWith("1 host: ok 0, changed 0, failed 1, unreachable 0");
  }

  @Test
  void what_a_rescue_mended_is_no_failure() throws Exception {
    tasks(
        """
        - block:
            - fail: { msg: first }
          rescue:
            - command: 'true'
        """);
    done();
  }

  @Test
  void a_failing_item_of_a_loop_is_named() throws Exception {
    tasks("- name: each\n  command: sh -c 'exit {{ item }}'\n  loop: [0, 7]");
    assertThat(failed().message()).contains("7: non-zero return code");
  }

  @Test
  void a_hidden_failure_stays_hidden() throws Exception {
    tasks("- name: hidden\n  command: sh -c 'echo s3cr3t >&2; exit 1'\n  no_log: true");
    assertThat(failed().message()).contains("no_log").doesNotContain("s3cr3t");
    assertThat(log.output()).doesNotContain("s3cr3t");
  }

  @Test
  void a_syntax_error_is_the_authors() throws Exception {
    playbook("- hosts: all\n  tasks:\n    - name: x\n     command: y\n");
    assertThat(failed())
        .returns(Blame.USER, Failure::blame)
        .returns("playbook-faulty", Failure::code)
        .extracting(Failure::message)
        .asString()
        .startsWith("site.yml cannot be run: ERROR!")
        .contains("site.yml")
        .doesNotContain(directory.toString());
    tasks("- command: 'true'");
    done();
  }

  @Test
  void an_unknown_module_is_the_authors() throws Exception {
    tasks("- no_such_module: {}");
    assertThat(failed()).returns("playbook-faulty", Failure::code);
  }

  @Test
  void an_undefined_variable_is_the_authors() throws Exception {
    tasks("- name: says\n  debug: { msg: '{{ nobody_set_me }}' }");
    assertThat(failed())
        .returns(Blame.USER, Failure::blame)
        .extracting(Failure::message)
        .asString()
        .contains("nobody_set_me");
  }

  @Test
  void a_playbook_that_asks_a_person_ends_at_once() throws Exception {
    playbook(
        """
        - hosts: all
          gather_facts: false
          vars_prompt: [{ name: colour, prompt: Which colour }]
          tasks: [{ command: 'true' }]
        """);
    assertThat(failed())
        .returns("playbook-asks", Failure::code)
        .returns(Blame.USER, Failure::blame);
  }

  @Test
  void an_answer_in_vars_is_taken_for_a_persons() throws Exception {
    component = component.input("vars", Map.of("colour", "red"));
    playbook(
        """
        - hosts: all
          gather_facts: false
          vars_prompt: [{ name: colour, prompt: Which colour }]
          tasks: [{ command: 'true' }]
        """);
    done();
  }

  @Test
  void a_pause_waits_for_nobody() throws Exception {
    tasks("- pause: { prompt: press enter }");
    done();
  }

  @Test
  void a_playbook_that_hangs_ends_at_its_deadline_and_says_where() throws Exception {
    component = component.within(Duration.ofSeconds(6));
    tasks("- command: 'true'\n- name: hangs\n  command: sleep 600");
    var failure = failed();
    assertThat(failure.code()).isEqualTo("deadline");
    assertThat(failure.message()).endsWith("it was at PLAY Play · TASK hangs");
    assertThat(log.summary()).startsWith("cut off, until then 1 host: ok 1, changed 1");
    component = component.within(Duration.ofMinutes(1));
    tasks("- command: 'true'");
    done();
  }

  @Test
  void an_unreachable_host_is_named_and_tried_again() throws Exception {
    var nobody = member("pg-9", Map.of("address", "127.0.0.1", "port", 1));
    component = component.input("groups", Map.of("things", List.of(here(), nobody)));
    tasks("- command: 'true'");
    var failure = failed();
    assertThat(failure.blame()).isEqualTo(Blame.PROVIDER);
    assertThat(failure.code()).isEqualTo("unreachable");
    assertThat(failure.message()).startsWith("pg-9 cannot be reached");
    assertThat(log.summary())
        .startsWith("2 hosts: ok 1, changed 1, failed 0, unreachable 1 · pg-9 0/0/0/1, here ");
    component = component.input("groups", Map.of("things", List.of(here())));
    done();
  }

  @Test
  void a_full_disk_of_a_machine_is_nobodys_mistake() throws Exception {
    tasks("- name: writes\n  command: cp /etc/passwd /dev/full");
    assertThat(failed())
        .returns(Blame.CAPACITY, Failure::blame)
        .returns("target-disk-full", Failure::code);
  }

  @Test
  void a_limit_that_no_host_matches_is_the_authors() throws Exception {
    component = component.input("limit", "nowhere");
    tasks("- command: 'true'");
    assertThat(failed()).returns(Blame.USER, Failure::blame);
  }

  @Test
  void a_playbook_that_is_not_there_is_named() throws Exception {
    assertThat(failed()).returns("no-playbook", Failure::code);
    component = component.input("playbook", "../../etc/passwd");
    assertThat(failed()).returns("no-playbook", Failure::code);
  }

  @Test
  void two_machines_of_one_name_are_refused() throws Exception {
    var other = member("here", Map.of("address", "127.0.0.2"));
    component = component.input("groups", Map.of("a", List.of(here()), "b", List.of(other)));
    tasks("- command: 'true'");
    assertThat(failed())
        .returns("duplicate-host", Failure::code)
        .returns(Blame.USER, Failure::blame);
    component = component.input("groups", Map.of("a", List.of(here()), "b", List.of(here())));
    done();
  }

  @Test
  void without_ansible_it_says_how_to_get_it() throws Exception {
    driver = AnsibleDrivers.with(Map.of("PATH", "/nonexistent"));
    tasks("- command: 'true'");
    assertThat(failed().message()).contains("apt install ansible-core");
  }
}
