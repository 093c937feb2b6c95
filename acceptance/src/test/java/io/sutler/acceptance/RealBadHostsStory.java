package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are in trouble while a playbook is to run there, seen through a whole Sutler. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealBadHostsStory {
  private static final String BOOK =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - { name: works, command: "sleep {{ seconds }}" }
          - copy: { dest: /etc/thing, content: "{{ note }}" }
      """;
  @TempDir Path home;
  private RealHosts hosts;
  private ServerProcess server;
  private BadPlaybooks books;

  @BeforeEach
  void start() throws Exception {
    hosts = new RealHosts(home, 3);
    server = ServerProcess.withoutPlans(home.resolve("data"));
    books = new BadPlaybooks(server.api(), home);
  }

  @AfterEach
  void stop() throws Exception {
    hosts.close();
    server.close();
    ServerProcess.sweep(server.installation());
  }

  private Api.Answer order(String name, int host, int seconds) throws Exception {
    books.publish(name, "1.0.0", "5m", BOOK);
    var params = new HashMap<String, Object>(Map.of("key", hosts.key("key")));
    params.put("hosts", List.of(RealHosts.member(host, "m")));
    params.put("vars", Map.of("note", "first", "seconds", seconds));
    return books.order(name, params);
  }

  @Test
  void each_is_named_with_whose_turn_it_is_and_taken_up_when_it_is_mended() throws Exception {
    hosts.newKey("other");
    hosts.letIn(0, "other");
    hosts.pause(1);
    var refused = order("refused", 0, 0);
    var silent = order("silent", 1, 0);
    var reboots = order("reboots", 2, 8);
    Awaitility.await("its playbook is in the middle")
        .atMost(Duration.ofMinutes(2))
        .until(() -> hosts.on(2, "pgrep -cx sleep || true").equals("1"));
    hosts.halt(2);

    books.triesAgain("refused", "provider", "login-refused");
    books.triesAgain("silent", "provider", "unreachable");
    books.triesAgain("reboots", "provider", "unreachable");
    hosts.letIn(0, "key");
    hosts.unpause(1);
    hosts.boot(2);
    for (var accepted : List.of(refused, silent, reboots)) {
      server.api().reached(accepted);
    }
    assertThat(hosts.on(2, "cat /etc/thing")).isEqualTo("first");

    var keys = "cd /etc/ssh && mkdir old && mv ssh_host_* old/ && ssh-keygen -A";
    hosts.on(0, keys + " && systemctl restart ssh");
    var again =
        server.api().change("refused", Map.of("vars", Map.of("note", "second", "seconds", 0)));
    books.triesAgain("refused", "provider", "host-key-changed");
    hosts.on(0, "cd /etc/ssh && rm ssh_host_* && mv old/* . && systemctl restart ssh");
    server.api().reached(again);
    assertThat(hosts.on(0, "cat /etc/thing")).isEqualTo("second");
  }
}
