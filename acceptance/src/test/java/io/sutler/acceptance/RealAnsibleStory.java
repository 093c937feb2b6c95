package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sutler.domain.Failure;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong between a playbook and real machines, and what is said of it. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run with -Dsutler.real=true")
class RealAnsibleStory {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // a socket's path holds no more than 107 bytes
  private static final String DEEP = "data-in-a-directory-as-deep-as-those-of-people".repeat(2);
  @TempDir Path directory;
  private RealHosts hosts;
  private Views component;
  private final TestLog log = new TestLog();
  private final Driver driver =
      new AnsibleDriver(
          InstantSource.system(),
          LocalTools.of(Path.of("/nonexistent"), Path.of("/nonexistent"), System.getenv()));

  @BeforeEach
  void begin() throws IOException {
    hosts = new RealHosts(directory, 2);
    var bundle = Files.createDirectory(directory.resolve("bundle"));
    component =
        Views.component(
                "ansible", "thing", Views.region("sutler-a", directory.resolve(DEEP)), bundle)
            .inputs(Map.of("playbook", "site.yml"))
            .input("key", hosts.key("key"))
            .secrets(Set.of(hosts.key("key")));
    are("m1");
    tasks("- name: file\n  copy: { dest: /etc/thing, content: x, mode: '0644' }");
  }

  @AfterEach
  void end() {
    hosts.close();
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  private void are(String machine) {
    component =
        component.input(
            "groups",
            Map.of("all_of_them", List.of(RealHosts.member(0, machine), RealHosts.member(1, "m"))));
  }

  private void tasks(String tasks) throws IOException {
    Files.writeString(
        component.view().bundle().resolve("site.yml"),
        "- name: Play\n  hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
  }

  private void done() throws InterruptedException {
    assertThat(driver.apply(component.view(), log)).isInstanceOf(Progress.Done.class);
  }

  private Failure failed() throws InterruptedException {
    var progress = driver.apply(component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }

  @Test
  void works_on_both_and_leaves_no_connection_and_no_secret_behind() throws Exception {
    done();
    assertThat(hosts.on(0, "cat /etc/thing")).isEqualTo("x");
    assertThat(hosts.on(1, "cat /etc/thing")).isEqualTo("x");
    assertThat(log.notes()).noneMatch(note -> note.startsWith("left running"));
    try (var files = Files.walk(component.view().workspace())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .doesNotContain("key", "vars.json", "inventory.json");
    }
  }

  @Test
  void works_through_mitogen_where_it_is_installed() throws Exception {
    component = component.input("strategy", "mitogen");
    done();
    assumeThat(log.notes()).noneMatch(note -> note.startsWith("Mitogen is not installed"));
    // it takes no host's word for its key; by the second time both are known
    assertThat(log.notes()).anyMatch(note -> note.endsWith("linear this time"));
    hosts.on(1, "rm /etc/thing");
    component = component.applied();
    done();
    assertThat(log.notes()).filteredOn(note -> note.endsWith("linear this time")).hasSize(1);
    assertThat(hosts.on(1, "cat /etc/thing")).isEqualTo("x");
    tasks("- name: hangs\n  command: sleep 4711");
    component = component.input("tags", List.of()).within(Duration.ofSeconds(8));
    assertThat(failed().code()).isEqualTo("deadline");
    assertThat(sleeps(0) + sleeps(1)).isZero();
  }

  @Test
  void another_host_key_is_refused_until_it_is_another_machine() throws Exception {
    done();
    hosts.on(0, "rm /etc/ssh/ssh_host_* && ssh-keygen -A && systemctl restart ssh");
    hosts.awaitSsh(0);
    component = component.applied();
    var failure = failed();
    assertThat(failure.code()).isEqualTo("host-key-changed");
    assertThat(failure.message()).startsWith("nodes-0 shows another host key");
    are("m2");
    done();
  }

  @Test
  void a_host_key_that_was_told_must_be_shown() throws Exception {
    var told = hosts.on(0, "cat /etc/ssh/ssh_host_ed25519_key.pub");
    var wrong = hosts.on(1, "cat /etc/ssh/ssh_host_ed25519_key.pub");
    assertThat(told).isNotEqualTo(wrong);
    knows(wrong);
    assertThat(failed().code()).isEqualTo("host-key-changed");
    knows(told);
    done();
  }

  private void knows(String hostKey) {
    component =
        component.input(
            "groups",
            Map.of(
                "one",
                List.of(
                    Map.of(
                        "name",
                        "nodes-0",
                        "facts",
                        Map.of(
                            "address",
                            RealHosts.address(0),
                            "login",
                            "root",
                            "host_key",
                            hostKey)))));
  }

  @Test
  void what_hangs_is_ended_there_too_at_the_deadline() throws Exception {
    tasks("- name: hangs\n  command: sleep 4711");
    component = component.within(Duration.ofSeconds(8));
    assertThat(failed().code()).isEqualTo("deadline");
    assertThat(sleeps(0) + sleeps(1)).isZero();
    assertThat(log.notes()).anyMatch(note -> note.startsWith("ended on nodes-0"));
  }

  @Test
  void what_is_cancelled_is_ended_there_too() throws Exception {
    tasks("- name: hangs\n  command: sleep 4711");
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                driver.apply(component.view(), log);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Awaitility.await("it runs there").atMost(PATIENCE).until(() -> sleeps(0) > 0 && sleeps(1) > 0);
    thread.interrupt();
    assertThat(thread.join(PATIENCE)).isTrue();
    assertThat(sleeps(0) + sleeps(1)).isZero();
  }

  private int sleeps(int host) {
    return Integer.parseInt(hosts.on(host, "pgrep -cx sleep || true"));
  }

  @Test
  void a_full_disk_there_is_told_and_mended() throws Exception {
    // a file system of 64 MB that every host has
    tasks("- name: writes\n  copy: { dest: /dev/shm/file, content: x, mode: '0644' }");
    hosts.on(0, "! head -c 1G /dev/zero >/dev/shm/filler");
    var failure = failed();
    assertThat(failure.code()).isEqualTo("target-disk-full");
    assertThat(failure.message()).startsWith("the disk of nodes-0 is full");
    hosts.on(0, "rm /dev/shm/filler");
    done();
  }
}
