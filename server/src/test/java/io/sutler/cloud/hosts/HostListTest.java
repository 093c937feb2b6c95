package io.sutler.cloud.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
  private static Region region(Map<String, Object> settings) {
    return new Region("lab", Optional.empty(), "hosts", "", settings, "", false, 4);
  }

  private static Map<String, Object> inventory(String name, String text) {
    return Map.of("inventory", Map.of("name", name, "text", text));
  }

  private static List<Host> hosts(String name, String text) throws Malformed {
    return HostList.of(region(inventory(name, text)));
  }

  private static String fault(Map<String, Object> settings) {
    return catchThrowableOfType(Malformed.class, () -> HostList.of(region(settings))).sentence();
  }

  private static String fault(String name, String text) {
    return fault(inventory(name, text));
  }

  @Test
  void an_ini_inventory_gives_hosts_with_what_their_groups_say() throws Malformed {
    var hosts =
        hosts(
            "hosts.ini",
            """
            # a comment
            bastion ansible_connection=local

            [web]
            web[01:03].example.com ansible_user=deploy   # and another
            db1 ansible_host=10.0.0.5 ansible_port=2222 sutler_cpus=4 sutler_memory=8GiB

            [gpu]
            db1

            [site:children]
            web
            gpu

            [site:vars]
            ansible_user=root
            sutler_image=debian-12
            [gpu:vars]
            sutler_flavor="large"
            """);
    assertThat(hosts)
        .extracting(Host::name)
        .containsExactly(
            "bastion", "db1", "web01.example.com", "web02.example.com", "web03.example.com");
    var db = hosts.get(1);
    assertThat(db.where()).isEqualTo("10.0.0.5 port 2222");
    assertThat(db.login()).isEqualTo("root");
    assertThat(db.become()).isFalse();
    assertThat(db.flavor()).contains("large");
    assertThat(db.image()).contains("debian-12");
    assertThat(db.size().cpus()).isEqualTo(4000);
    assertThat(db.size().memory()).isEqualTo(8L << 30);
    assertThat(db.labels()).containsExactlyInAnyOrder("web", "gpu", "site");
    assertThat(hosts.get(2).login()).isEqualTo("deploy");
    assertThat(hosts.get(2).become()).isTrue();
    assertThat(hosts.getFirst().local()).isTrue();
    assertThat(hosts.getFirst().image()).isEmpty();
  }

  @Test
  void the_same_inventory_as_yaml_or_json_gives_the_same_hosts() throws Malformed {
    var yaml =
        """
        all:
          hosts:
            bastion: { ansible_connection: local }
          children:
            web:
              hosts:
                web[1:2]:
                db1: { ansible_host: 10.0.0.5, ansible_port: 2222 }
              vars: { ansible_user: deploy, ansible_become: yes, packages: [a, b] }
        """;
    var json =
        """
        {"all": {"hosts": {"bastion": {"ansible_connection": "local"}},
          "children": {"web": {"hosts": {"web[1:2]": null,
            "db1": {"ansible_host": "10.0.0.5", "ansible_port": 2222}},
            "vars": {"ansible_user": "deploy", "ansible_become": true}}}}}
        """;
    var ini =
        """
        bastion ansible_connection=local
        [web]
        web[1:2]
        db1 ansible_host=10.0.0.5 ansible_port=2222
        [web:vars]
        ansible_user=deploy
        ansible_become=True
        """;
    assertThat(hosts("hosts.yml", yaml)).isEqualTo(hosts("x.json", json)).hasSize(4);
    assertThat(hosts("hosts", yaml)).isEqualTo(hosts("hosts", ini));
  }

  @Test
  void settings_add_to_hosts_of_the_inventory_and_name_more() throws Malformed {
    var settings = new HashMap<>(inventory("hosts.ini", "web1\n[gpu]\nweb1\n"));
    settings.put("login", "deploy");
    settings.put(
        "hosts",
        List.of(
            Map.of("name", "web1", "flavor", "large", "labels", List.of("fast", "new")),
            Map.of("name", "web2", "address", "10.0.0.9", "login", "root")));
    var hosts = HostList.of(region(settings));
    assertThat(hosts).extracting(Host::login).containsExactly("deploy", "root");
    assertThat(hosts.getFirst().flavor()).contains("large");
    assertThat(hosts.getFirst().labels()).contains("gpu", "fast", "new");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [web];web1;web1                        | hosts.ini line 3: host web1 stands in group web already, on line 2: keep one of the two
          [web];web[1:3];web2                    | hosts.ini line 3: host web2 stands in group web already, on line 2: keep one of the two
          [a];x ansible_host=1.1.1.1;[b];x ansible_host=2.2.2.2 | hosts.ini line 4: host x is given another ansible_host than on line 2: keep one of the two
          x ansible_host=1.1.1.1;y ansible_host=1.1.1.1 | hosts.ini line 2: x and y are the same machine, 1.1.1.1: keep one of the two
          [all:children];web                     | hosts.ini line 2: there is no group 'web': give it a section of its own
          [web:vars];a=b                         | hosts.ini line 2: there is no group 'web': give it a section of its own
          [a:children];b;[b:children];a          | hosts.ini line 1: groups contain each other in a circle: a, b, a
          [a:children];a                         | hosts.ini line 1: groups contain each other in a circle: a, a
          [web];web                              | hosts.ini line 2: 'web' is both a host and a group: rename one
          [web                                   | hosts.ini line 1: a section is written like [web] or [web:children]
          [web:hosts]                            | hosts.ini line 1: a section is a group, its :children or its :vars, not ':hosts'
          web[1:                                 | hosts.ini line 1: 'web[1:' opens a range and does not close it
          web[a:3]                               | hosts.ini line 1: '[a:3]' is no range: write one like [01:10] or [a:f]
          web[9:1]                               | hosts.ini line 1: '[9:1]' is an empty range: begin with the lower end
          web[1:99999]                           | hosts.ini line 1: this stands for more than 2000 hosts: list fewer
          w[1:100]x[1:100]                       | hosts.ini line 1: this stands for more than 2000 hosts: list fewer
          web1 ansible_user="a                   | hosts.ini line 1: a quote is opened and not closed
          web1 deploy                            | hosts.ini line 1: 'deploy' after the host is no name=value
          web1 ansible_port=ssh                  | hosts.ini line 1: port of host web1 is 'ssh': it is a number from 1 to 65535
          web1 ansible_port=70000                | hosts.ini line 1: port of host web1 is '70000': it is a number from 1 to 65535
          web1 ansible_connection=winrm          | hosts.ini line 1: connection of host web1 is 'winrm': it is ssh or local
          web1 ansible_become_method=doas        | hosts.ini line 1: become_method of host web1 is 'doas': only sudo is known
          web1 ansible_user={{me}}               | hosts.ini line 1: ansible_user is a template, and nothing is evaluated here: write it out
          ../../etc/passwd                       | hosts.ini line 1: '../../etc/passwd' is no name of a host: use letters, digits, '.', '_' and '-'
          web1 ansible_host=-oProxyCommand=id    | hosts.ini line 1: address of host web1 is '-oProxyCommand=id': it is a name or an IP address
          web1;[w];web1 sutler_marker=/etc/../x y=1;[v];a b | hosts.ini line 5: 'b' after the host is no name=value
          """)
  void what_is_wrong_is_told_with_file_and_line(String text, String sentence) {
    assertThat(fault("hosts.ini", text.replace(';', '\n'))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all: [a]                       | h.yml line 1: a group has hosts, children and vars
          - a                            | h.yml line 1: an inventory is a map of groups
          all: {hosts: {a: 1, a: 2}}     | h.yml line 1: 'a' stands here twice, first on line 1
          all: {host: {a: }}             | h.yml line 1: a group has hosts, children and vars, not 'host'
          all: &x {children: {b: *x}}    | h.yml line 1: anchors and aliases are not understood: write it out
          all: {hosts: {a: {ansible_port: 0}}} | h.yml line 1: port of host a is '0': it is a number from 1 to 65535
          """)
  void what_is_wrong_with_yaml_is_told_with_file_and_line(String text, String sentence) {
    assertThat(fault("h.yml", text)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b: c",
        "a: [",
        "\t a: 1",
        "\"",
        "all: !!javax.script.ScriptEngineManager [x]",
        "%",
        "a: *b"
      })
  void broken_yaml_is_told_with_its_line(String text) {
    assertThat(fault("h.yml", text)).startsWith("h.yml line 1: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansible_password",
        "ansible_ssh_pass",
        "ansible_become_pass",
        "ansible_become_password"
      })
  void passwords_have_no_place_in_settings(String name) {
    assertThat(fault("hosts.ini", "[w]\na " + name + "=s3cret"))
        .startsWith("hosts.ini line 2: " + name + " has no place here")
        .doesNotContain("s3cret");
    assertThat(fault("hosts.ini", "[w]\na\n[w:vars]\n" + name + "=s3cret"))
        .startsWith("hosts.ini line 4: ");
  }

  @Test
  void huge_files_are_told_as_such() {
    assertThat(fault("big.ini", "a".repeat(600_000))).contains("is longer than 512 KiB");
    assertThat(fault("big.ini", "#\n" + "a".repeat(20_000)))
        .isEqualTo("big.ini line 2: this line is longer than 10000 characters");
    assertThat(fault("deep.yml", "{a: ".repeat(100_000))).startsWith("deep.yml: this is no YAML");
    var many = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      many.append("h").append(i).append("x[1:100]\n");
    }
    assertThat(fault("big.ini", many.toString()))
        .isEqualTo("big.ini line 21: there are more than 2000 hosts: make several regions");
  }

  @Test
  void settings_that_are_wrong_are_told_with_their_place() {
    assertThat(fault(Map.of("hosts", "web1"))).startsWith("settings.hosts: give a list");
    assertThat(fault(Map.of("hosts", List.of(Map.of("address", "a")))))
        .startsWith("settings.hosts[0]: a host has a name");
    assertThat(fault(Map.of("hosts", List.of(Map.of("name", "a"), Map.of("name", "a")))))
        .isEqualTo("settings.hosts[1]: host a stands there twice");
    assertThat(fault(Map.of("hosts", List.of(Map.of("name", "a", "colour", "red")))))
        .startsWith("settings.hosts[0]: a host has no 'colour'");
    assertThat(fault(Map.of("hosts", List.of(Map.of("name", "a", "memory", "lots")))))
        .startsWith("settings.hosts[0]: memory of host a is 'lots'");
    var both = new HashMap<>(inventory("hosts.ini", "web1"));
    both.put("hosts", List.of(Map.of("name", "wbe1", "flavor", "large")));
    assertThat(fault(both))
        .isEqualTo(
            "settings.hosts[0]: the inventory has no host 'wbe1': correct its name, or give it an address");
  }

  @Test
  void the_servers_own_machine_is_given_out_by_administrators_alone() {
    var settings = inventory("hosts.ini", "here ansible_connection=local");
    var own =
        new Region("lab", Optional.of(new ProjectId("p")), "hosts", "", settings, "", false, 4);
    assertThat(catchThrowableOfType(Malformed.class, () -> HostList.of(own)).sentence())
        .contains("only administrators");
  }

  @Property(tries = 2000)
  void whatever_the_text_it_is_hosts_or_a_sentence(
      @ForAll @StringLength(max = 200) String text, @ForAll boolean yaml) {
    var name = yaml ? "h.yml" : "h.ini";
    try {
      assertThat(hosts(name, text))
          .allSatisfy(h -> assertThat(HostNames.isName(h.name())).isTrue());
    } catch (Malformed e) {
      assertThat(e.sentence()).startsWith(name).doesNotContain("\n").hasSizeLessThan(1000);
    }
  }
}
