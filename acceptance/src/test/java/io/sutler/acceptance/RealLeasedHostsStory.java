package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that exist already: leased, entered, lost sight of, and given back as they were. */
@EnabledIfSystemProperty(
    named = "sutler.real",
    matches = "true",
    disabledReason = "no real hosts: run acceptance/real.sh")
class RealLeasedHostsStory {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String LAB = "/regions/lab";
  private static final String MARKER = "test -f /etc/sutler/owner.json && echo leased || echo free";

  private static final String VAULTS =
      """
      kind: Plan
      name: vaults
      version: 1.0.0
      components:
        node:
          driver: servers
          holds_data: retain
          with:
            flavor: any
            image: any
            reach: none
            disks: [{ name: data, size: 1GiB, mount: /srv/vault }]
      """;

  private static final String KEEPER =
      """
      cat >/etc/systemd/system/keeper.service <<'EOF'
      [Service]
      ExecStart=/bin/sh -c 'exec 3>>/srv/vault/open; exec sleep infinity'
      ProtectSystem=full
      PrivateTmp=yes
      [Install]
      WantedBy=multi-user.target
      EOF
      systemctl daemon-reload && systemctl enable -q --now keeper
      """;

  /** As packages bring services, and a playbook people. */
  private static final String VISIT =
      """
      cat >/usr/lib/systemd/system/visitor.service <<'EOF'
      [Service]
      ExecStart=/bin/sleep 77771
      [Install]
      WantedBy=multi-user.target
      EOF
      systemctl daemon-reload && systemctl enable -q --now visitor && systemctl enable -q debug-shell
      useradd -m guest && echo '* * * * * id' >/var/spool/cron/crontabs/guest
      su guest -c 'echo mine >~/notes; setsid sleep 77772 >/dev/null 2>&1 &'
      """;

  /** What a visit leaves. */
  private static final String VISITED =
      "systemctl is-active visitor; systemctl list-unit-files --no-legend --state=enabled; ls /home /var/spool/cron/crontabs; pgrep -f 'slee[p] 7777'; :";

  @TempDir Path home;
  private RealHosts hosts;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    hosts = new RealHosts(home, 3, "SYS_ADMIN", "SYS_PTRACE");
    for (int i = 0; i < 3; i++) {
      hosts.on(i, "useradd -m -s /bin/bash deploy; cp -r /root/.ssh /home/deploy/");
      hosts.on(i, "chown -R deploy: /home/deploy; echo 'deploy:becoming' | chpasswd");
      hosts.on(i, "echo 'deploy ALL=(ALL) ALL' >/etc/sudoers.d/deploy");
    }
    server = ServerProcess.on(home.resolve("data"));
    server.api().awaitPlan("machines");
    assertThat(put(Map.of("name", "hosts.ini", "text", inventory(3)))).isEqualTo(200);
    credentials("key");
  }

  @AfterEach
  void stop() {
    hosts.close();
    server.close();
  }

  /** The last one is entered by an account that must become root, with a password. */
  private static String inventory(int count) {
    var text = new StringBuilder("[lab]\n");
    for (int i = 0; i < count; i++) {
      text.append("host%d ansible_host=%s".formatted(i, RealHosts.address(i)));
      text.append(i == 2 ? " ansible_user=deploy ansible_become=true\n" : " ansible_user=root\n");
    }
    return text.toString();
  }

  private int put(Map<String, String> inventory) {
    return put(Map.of("inventory", inventory, "timeout", "4s"), "hosts");
  }

  private int put(Map<String, Object> settings, String kind) {
    return server
        .api()
        .call("PUT", LAB, Map.of("kind", kind, "settings", settings, "drained", false))
        .status();
  }

  private void credentials(String key) throws IOException {
    var values = Map.of("key", hosts.key(key), "become_password", "becoming");
    var answer = server.api().call("PUT", LAB + "/credentials", Map.of("values", values));
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  private Api.Answer order(String name, int count, Map<String, Object> more) {
    var params = new HashMap<String, Object>(Map.of("count", count));
    params.putAll(more);
    return server.api().order(name, "machines", "lab", params);
  }

  private long leased() {
    return List.of(0, 1, 2).stream().filter(i -> !isFree(i)).count();
  }

  private String keysOn(int host) {
    return hosts.on(host, "cat /root/.ssh/authorized_keys");
  }

  /** Everything that a lease may change. */
  private String traces(int host) {
    return hosts.on(
        host,
        "cat /root/.ssh/authorized_keys /etc/hosts /etc/shadow; ls -R /etc/sutler /etc/ssh/sshd_config.d 2>&1 || :");
  }

  private static void enter(String address, SshTry how) throws IOException {
    try (var client = new SSHClient(new DefaultConfig())) {
      client.addHostKeyVerifier(new PromiscuousVerifier());
      client.connect(address);
      how.enter(client);
      try (var session = client.startSession();
          var command = session.exec("id -u")) {
        assertThat(new String(command.getInputStream().readAllBytes())).startsWith("0");
      }
    }
  }

  private interface SshTry {
    void enter(SSHClient client) throws IOException;
  }

  private void awaitSaid(String name, String sentence) {
    Awaitility.await("it is said: " + sentence)
        .atMost(PATIENCE)
        .until(() ->
            server
                    .api()
                    .get(Api.deployment(name))
                    .body()
                    .at("/conditions")
                    .toString()
                    .contains(sentence)
                || server.api().get(Api.deployment(name)).body().toString().contains(sentence));
  }

  private String check() {
    return server.api().get(LAB + "/check").body().toString();
  }

  @Test
  void hosts_are_leased_entered_given_back_as_they_were_and_leased_again() throws Exception {
    hosts.on(0, "mkdir -p /var/spool/cron/crontabs");
    var before = traces(0);
    var unvisited = hosts.on(0, VISITED);
    hosts.newKey("mine");
    var mine = Files.readString(home.resolve("mine.pub")).strip();
    var kept = server.api().call("PUT", "/projects/demo/keys/laptop", Map.of("publicKey", mine));
    assertThat(kept.status()).isEqualTo(200);

    server
        .api()
        .reached(
            order(
                "orders", 3, Map.of("key_pair", "laptop", "new_key", true, "root_password", true)));
    assertThat(leased()).isEqualTo(3);
    var password = server.api().reveal("orders", "password");
    var key = server.api().reveal("orders", "key");
    for (int i = 0; i < 3; i++) {
      var address = RealHosts.address(i);
      enter(address, c -> c.authPassword("root", password));
      enter(address, c -> c.authPublickey("root", c.loadKeys(key, null, null)));
      enter(address, c -> c.authPublickey("root", home.resolve("mine").toString()));
      assertThat(hosts.on(i, "getent hosts orders-node-1")).contains(RealHosts.SUBNET);
    }

    hosts.on(0, VISIT);
    assertThat(hosts.on(0, VISITED))
        .contains("visitor", "debug-shell", "guest")
        .isNotEqualTo(unvisited);

    // while all are leased there is no room, and nobody's lease is touched
    var late = order("late", 1, Map.of());
    assertThat(late.status()).isEqualTo(202);
    awaitSaid("late", "no host of region lab is free for node-0");

    server.api().remove("orders", "");
    server.api().reached(late);
    server.api().remove("late", "");
    assertThat(leased()).isZero();
    assertThat(hosts.on(0, VISITED)).isEqualTo(unvisited);
    assertThat(traces(0)).isEqualTo(before);
    assertThat(server.api().get("/ghosts").body().path("items")).isEmpty();
    assertThat(catchRefused(RealHosts.address(0), password)).isTrue();
  }

  @Test
  void a_playbook_serves_on_leased_hosts_and_one_that_leaves_is_cleaned_for_the_next()
      throws Exception {
    var cleaned =
        Map.of(
            "inventory",
            Map.of("name", "hosts.ini", "text", inventory(3)),
            "release_playbook",
            GreetersPlan.RELEASE);
    assertThat(put(cleaned, "hosts")).isEqualTo(200);
    assertThat(check()).contains("a playbook cleans hosts that are given back");
    LedgerPlan.publish(server.api(), home.resolve("plan"), GreetersPlan.TEXT, GreetersPlan.BOOKS);
    var before = List.of(traces(0), traces(1), traces(2));
    api().reached(api().order("site", "greeters", "lab", Map.of("count", 3)));
    assertThat(greetings()).containsExactlyInAnyOrder("0 of 3", "1 of 3", "2 of 3");

    api().update("site", Map.of("count", 2));
    assertThat(greetings()).containsExactlyInAnyOrder("0 of 2", "1 of 2");
    int freed = List.of(0, 1, 2).stream().filter(this::isFree).findFirst().orElseThrow();
    assertThat(leased()).isEqualTo(2);
    assertThat(traces(freed)).isEqualTo(before.get(freed));
    assertThat(hosts.on(freed, GreetersPlan.LEFT)).isEmpty();

    server.api().reached(order("orders", 1, Map.of()));
    assertThat(isFree(freed)).isFalse();
    server.api().remove("orders", "");
    server.api().remove("site", "");
    for (int i = 0; i < 3; i++) {
      assertThat(isFree(i)).isTrue();
      assertThat(hosts.on(i, GreetersPlan.LEFT)).isEmpty();
    }
  }

  /** Playbooks take their time on a busy machine. */
  private Api api() {
    return server.api().patient(Duration.ofMinutes(8));
  }

  private boolean isFree(int host) {
    return hosts.on(host, MARKER).equals("free");
  }

  /** What is served to whoever asks the members of the deployment. */
  private List<String> greetings() throws Exception {
    var said = new ArrayList<String>();
    for (var member : server.api().members("site")) {
      var url = "http://" + member.at("/facts/address").asText() + ":8000/";
      said.add(RealEngine.run("curl", "-sS", "--max-time", "20", url));
    }
    return said;
  }

  @Test
  void a_disk_outlives_its_machines_reboots_and_its_deployment_and_then_leaves_nothing()
      throws Exception {
    LedgerPlan.publish(server.api(), home.resolve("vaults"), VAULTS, Map.of());
    var before = List.of(disks(0), disks(1), disks(2));
    server.api().reached(server.api().order("vault", "vaults", "lab", Map.of()));
    int host = List.of(0, 1, 2).stream().filter(i -> !isFree(i)).findFirst().orElseThrow();
    // as a playbook leaves behind what the distribution brings: nobody's unit, at work on the disk
    hosts.on(host, KEEPER);
    hosts.on(host, "echo treasure >/srv/vault/file");

    hosts.halt(host);
    hosts.boot(host);
    assertThat(hosts.on(host, "cat /srv/vault/file")).isEqualTo("treasure");
    awaitWell("vault");

    server.api().remove("vault", "");
    assertThat(leased()).isZero();
    assertThat(hosts.on(host, "systemctl is-active keeper; systemctl is-enabled keeper; :"))
        .isEqualTo("inactive\ndisabled");
    assertThat(hosts.on(host, "grep -c x-sutler /etc/fstab; ls -d /srv/vault 2>&1; :"))
        .isEqualTo("0\nls: cannot access '/srv/vault': No such file or directory");
    var kept = server.api().get("/projects/demo/retained").body().at("/items/0");
    assertThat(kept.path("bytes").asLong()).isEqualTo(1L << 30);

    server
        .api()
        .adopt("heir", "vaults", "lab", Map.of(), Map.of("node", kept.path("name").asText()));
    assertThat(isFree(host)).isFalse();
    assertThat(hosts.on(host, "cat /srv/vault/file")).isEqualTo("treasure");

    server.api().remove("heir", "?retain=false&destroyData=true");
    assertThat(List.of(disks(0), disks(1), disks(2))).isEqualTo(before);
    assertThat(server.api().get("/ghosts").body().path("items")).isEmpty();
    assertThat(server.api().get("/projects/demo/retained").body().path("items")).isEmpty();
  }

  /** All that a disk leaves on a host. */
  private String disks(int host) {
    return hosts.on(
        host,
        "cat /etc/fstab 2>&1; ls -R /srv /etc/sutler /var/lib/sutler 2>&1; grep -c sutler /proc/self/mountinfo; :");
  }

  private static boolean catchRefused(String address, String password) throws IOException {
    try {
      enter(address, c -> c.authPassword("root", password));
      return false;
    } catch (UserAuthException e) {
      return true;
    }
  }

  @Test
  void a_sutler_that_is_killed_while_it_leases_has_each_member_once() throws Exception {
    var accepted = order("orders", 3, Map.of());
    Awaitility.await("it has begun")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> leased() > 0);
    server.close();
    server = ServerProcess.on(home.resolve("data"));
    server.api().reached(accepted);
    assertThat(leased()).isEqualTo(3);
    assertThat(server.api().members("orders"))
        .extracting(m -> m.at("/facts/inventory_name").asText())
        .containsExactlyInAnyOrder("host0", "host1", "host2");
  }

  @Test
  void what_is_wrong_with_a_host_is_named_and_mends_itself() throws Exception {
    var twice = Map.of("name", "hosts.ini", "text", inventory(2) + "host0\n");
    assertThat(put(twice)).isEqualTo(400);
    var two = Map.of("name", "hosts.ini", "text", inventory(2));
    assertThat(put(two)).isEqualTo(200);
    server.api().reached(order("orders", 1, Map.of()));
    var lease = hosts.on(0, "cat /etc/sutler/owner.json");

    // a host that says nothing: nobody concludes that it is gone
    hosts.pause(0);
    awaitSaid("orders", "host0 does not answer");
    assertThat(hosts.on(1, MARKER)).isEqualTo("free");
    hosts.unpause(0);
    awaitWell("orders");
    assertThat(hosts.on(0, "cat /etc/sutler/owner.json")).isEqualTo(lease);

    // another key than the hosts know
    hosts.newKey("wrong");
    credentials("wrong");
    assertThat(check()).contains("does not let 'root' in with the key 'key'");
    awaitSaid("orders", "does not let 'root' in with the key");
    credentials("key");
    awaitWell("orders");

    // a host that is another one by its key
    hosts.on(
        0,
        "cd /etc/ssh && mkdir old && mv ssh_host_* old/ && ssh-keygen -A && systemctl restart ssh");
    hosts.on(0, "pkill -f '[s]shd: root' || :");
    awaitSaid("orders", "host0 shows another host key");
    assertThat(check()).contains("host0 shows another host key");
    hosts.on(0, "cd /etc/ssh && rm ssh_host_* && mv old/* . && rmdir old && systemctl restart ssh");
    hosts.on(0, "pkill -f '[s]shd: root' || :");
    awaitWell("orders");
    assertThat(check()).doesNotContain("another host key");
    assertThat(hosts.on(0, "cat /etc/sutler/owner.json")).isEqualTo(lease);
  }

  private void awaitWell(String name) {
    Awaitility.await(name + " is well again")
        .atMost(PATIENCE)
        .until(() -> {
          var all = server.api().members(name);
          var conditions = server.api().get(Api.deployment(name)).body().path("conditions");
          return all.stream().allMatch(m -> m.path("state").asText().equals("up"))
              && !conditions.toString().contains("\"holds\":false")
              && server.api().isQuiet();
        });
  }
}
