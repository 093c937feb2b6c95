package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks and inventories that cannot work: said by name, with whose turn it is, and mended. */
@EnabledIf(
    value = "io.sutler.acceptance.BadPlaybookStory#possible",
    disabledReason = "ansible-playbook is not installed")
class BadPlaybookStory {
  private static final String ASKS =
      """
      - hosts: all
        gather_facts: false
        vars_prompt: [{ name: colour, prompt: Which colour }]
        tasks: [{ command: 'true' }]
      """;
  private static final String HANGS =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: waits
            command: sh -c 'while [ -e "$0" ]; do sleep 0.2; done' "{{ file }}"
      """;
  private static final String WRITES =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: writes
            shell: head -c 1M /dev/zero >"{{ file }}"
      """;
  @TempDir Path home;
  private ServerProcess server;
  private BadPlaybooks books;

  static boolean possible() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "ansible-playbook")));
  }

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.withoutPlans(home.resolve("data"));
    books = new BadPlaybooks(server.api(), home);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    ServerProcess.sweep(server.installation());
  }

  @Test
  void what_its_author_or_user_did_wrong_is_their_turn_and_good_with_the_next_apply()
      throws Exception {
    var one = List.of(BadPlaybooks.here("one"));
    books.publish("faulty", "1.0.0", "5m", "- hosts: all\n  tasks:\n    - name: x\n     y: z\n");
    books.publish("asks", "1.0.0", "5m", ASKS);
    books.publish("twice", "1.0.0", "5m", BadPlaybooks.GOOD);
    var faulty = books.order("faulty", Map.of("hosts", one));
    var asks = books.order("asks", Map.of("hosts", one));
    var elsewhere = Map.of("name", "one", "role", "", "facts", Map.of("address", "192.0.2.1"));
    var twice = books.order("twice", Map.of("hosts", List.of(BadPlaybooks.here("one"), elsewhere)));

    books.awaitsItsUser("faulty", "playbook-faulty");
    books.awaitsItsUser("asks", "playbook-asks");
    books.awaitsItsUser("twice", "duplicate-host");
    for (var failed : List.of(faulty, asks, twice)) {
      assertThat(server.api().ended(failed).text("/state")).isEqualTo("failed");
    }

    books.publish("faulty", "1.0.1", "5m", BadPlaybooks.GOOD);
    var mended =
        server.api().call("PATCH", Api.deployment("faulty"), Map.of("plan", "faulty@1.0.1"));
    server.api().update("asks", Map.of("vars", Map.of("colour", "red")));
    server.api().update("twice", Map.of("hosts", one));
    server.api().reached(mended);
  }

  @Test
  void what_is_mended_outside_is_taken_up_with_nobody_ordering_again() throws Exception {
    var lock = Files.createFile(home.resolve("lock"));
    var full = Files.createSymbolicLink(home.resolve("full"), Path.of("/dev/full"));
    books.publish("hangs", "1.0.0", "20s", HANGS);
    books.publish("writes", "1.0.0", "5m", WRITES);
    var hosts = List.of(BadPlaybooks.here("one"));
    var hangs = books.order("hangs", Map.of("hosts", hosts, "vars", Map.of("file", "" + lock)));
    var writes = books.order("writes", Map.of("hosts", hosts, "vars", Map.of("file", "" + full)));

    books.triesAgain("writes", "capacity", "target-disk-full");
    Files.delete(full);
    server.api().reached(writes);

    books.triesAgain("hangs", "platform", "deadline");
    Files.delete(lock);
    server.api().reached(hangs);
  }

  @Test
  void an_inventory_that_names_a_host_twice_is_refused_with_its_line() {
    var text = "[lab]\na ansible_host=192.0.2.1\nb ansible_host=192.0.2.2\na ansible_port=23\n";
    var refused = lab(text);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().toString()).contains("hosts.ini line 4: host a stands");
    assertThat(lab(text.replace("a ansible_port=23\n", "")).status()).isEqualTo(200);
  }

  private Api.Answer lab(String text) {
    var settings = Map.of("inventory", Map.of("name", "hosts.ini", "text", text), "timeout", "1s");
    return server
        .api()
        .call(
            "PUT", "/regions/lab", Map.of("kind", "hosts", "drained", false, "settings", settings));
  }
}
