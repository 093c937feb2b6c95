package io.sutler.driver.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sutler.driver.local.ProgramFailure;
import io.sutler.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAi";

  private static Map<String, Object> member(String name, Map<String, Object> facts) {
    return Map.of("name", name, "role", "replica", "facts", facts);
  }

  private static Inventory of(Object... members) throws ProgramFailure {
    return Inventory.of(
        Map.of("replica", List.of(members).stream().map(AnsibleInputs::map).toList()));
  }

  private static String refused(Object... members) {
    var refused = catchThrowableOfType(ProgramFailure.class, () -> of(members));
    return refused.failure().code();
  }

  @Test
  void hosts_stand_in_their_groups_with_what_leads_to_them() throws Exception {
    var inventory =
        of(member("pg-1", Map.of("address", "10.0.0.2", "login", "root", "machine", "m7")));
    assertThat(Json.write(inventory.data(Map.of())))
        .isEqualTo(
            """
            {"all":{"children":{"replica":{"hosts":{"pg-1":{}}}},"hosts":{"pg-1":{\
            "ansible_host":"10.0.0.2","ansible_port":22,\
            "ansible_python_interpreter":"/usr/bin/python3",\
            "ansible_ssh_common_args":"-o HostKeyAlias=pg-1.m7","ansible_user":"root",\
            "sutler_facts":{"address":"10.0.0.2","login":"root","machine":"m7"},\
            "sutler_role":"replica"}},"vars":{}}}\
            """);
  }

  @Test
  void a_machine_may_stand_in_two_groups_and_a_group_may_be_empty() throws Exception {
    var one = member("pg-1", Map.of("address", "10.0.0.2"));
    var inventory = Inventory.of(Map.of("a", List.of(one), "b", List.of(one), "c", List.of()));
    assertThat(inventory.hosts()).hasSize(1);
    assertThat(inventory.groups()).containsEntry("c", List.of());
  }

  @Test
  void the_first_machine_of_a_role_is_this_one() throws Exception {
    assertThat(of(member("here", Map.of("connection", "local"))).remote()).isEmpty();
  }

  @Test
  void two_machines_of_one_name_are_refused_however_they_are_written() {
    var one = member("pg-1", Map.of("address", "10.0.0.2"));
    assertThat(refused(one, one)).isEqualTo("duplicate-host");
    assertThat(refused(one, member("pg-1", Map.of("address", "10.0.0.3"))))
        .isEqualTo("duplicate-host");
    assertThat(
            refused(member("w[1]", Map.of("address", "a")), member("w_1_", Map.of("address", "b"))))
        .isEqualTo("duplicate-host");
    assertThat(refused(member("replica", Map.of("address", "a")))).isEqualTo("duplicate-host");
  }

  @ParameterizedTest
  @CsvSource({
    "address, -oProxyCommand=touch /tmp/x",
    "address, 10.0.0.2 x",
    "address, 10.0.0.2\u0027",
    "login, -root",
    "login, 'root -o ProxyCommand=x'",
    "port, 0",
    "port, 65536",
    "port, 22;ls",
    "host_key, whatever",
    "host_key, '* ssh-ed25519'",
  })
  void what_cannot_be_one_is_refused(String fact, String value) {
    var facts = new java.util.HashMap<String, Object>(Map.of("address", "10.0.0.2"));
    facts.put(fact, value);
    assertThat(refused(member("pg-1", facts))).isEqualTo("bad-inventory");
  }

  @Test
  void a_machine_without_an_address_is_waited_for() {
    assertThat(refused(member("pg-1", Map.of()))).isEqualTo("no-address");
    assertThat(refused(member("", Map.of("address", "a")))).isEqualTo("bad-inventory");
  }

  @Test
  void facts_are_no_templates() throws Exception {
    var inventory = of(member("a", Map.of("address", "b", "x", "{{ evil }}")));
    var text = Json.write(inventory.data(Map.of("v", "{{ evil }}")));
    assertThat(text)
        .contains("\"x\":{\"__ansible_unsafe\":\"{{ evil }}\"}")
        .contains("\"v\":{\"__ansible_unsafe\":\"{{ evil }}\"}");
    assertThat(
            Json.write(Inert.data(Map.of("a", Map.of("__ansible_unsafe", 3), "b", List.of("{%")))))
        .isEqualTo("{\"a\":{},\"b\":[{\"__ansible_unsafe\":\"{%\"}]}");
  }

  @Test
  void a_told_host_key_comes_before_one_that_was_seen() throws Exception {
    var told = member("a", Map.of("address", "10.0.0.2", "machine", "m1", "host_key", KEY + " me"));
    var other = member("b", Map.of("address", "10.0.0.3"));
    assertThat(of(told, other).knownHosts(List.of("a.m1 ssh-rsa OLD", "10.0.0.3 ssh-rsa SEEN", "")))
        .containsExactly("a.m1 " + KEY, "10.0.0.3 ssh-rsa SEEN");
  }

  @Test
  void a_machine_is_unknown_whose_key_was_neither_told_nor_seen() throws Exception {
    var told = member("a", Map.of("address", "10.0.0.2", "host_key", KEY));
    var seen = member("b", Map.of("address", "10.0.0.3"));
    var here = member("c", Map.of("connection", "local"));
    var before = List.of("10.0.0.3 ssh-rsa SEEN", "");
    assertThat(of(told, seen, here).unknown(before)).isEmpty();
    assertThat(of(told, seen).unknown(List.of("10.0.0.31 ssh-rsa OTHER")).map(Host::name))
        .contains("b");
    var rebuilt = member("b", Map.of("address", "10.0.0.3", "machine", "m2"));
    assertThat(of(rebuilt).unknown(before).map(Host::name)).contains("b");
  }
}
