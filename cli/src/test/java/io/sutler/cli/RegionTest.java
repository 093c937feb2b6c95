package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import io.sutler.cli.print.Data;
import io.sutler.wire.Finding;
import io.sutler.wire.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionTest {
  private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n";
  @TempDir Path home;
  private final StubServer server = new StubServer();

  @BeforeEach
  void answer() {
    for (var path :
        List.of(
            "/regions/lab",
            "/flavors/small",
            "/images/debian-12",
            "/projects/demo/regions/lab",
            "/projects/demo/flavors/small",
            "/projects/demo/keys/laptop")) {
      server.says("PUT " + path, 200, Map.of("name", "x"));
    }
    server.says("DELETE /regions/lab", 204, "");
    for (var path :
        List.of(
            "/flavors",
            "/projects/demo/regions",
            "/projects/demo/flavors",
            "/projects/demo/keys")) {
      server.says("GET " + path, 200, Wires.page(List.of()));
    }
    for (var path : List.of("/regions/lab", "/projects/demo/regions/lab")) {
      server.says("PUT " + path + "/credentials", 204, "");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Typed types(String... arguments) {
    return new Person(home).at(server).types(arguments);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private String body(String path) {
    return server.asked.stream()
        .filter(a -> a.method().equals("PUT") && a.path().endsWith(path))
        .findFirst()
        .orElseThrow()
        .body();
  }

  @Test
  void an_inventory_goes_into_the_settings_and_its_keys_are_sealed() throws IOException {
    file("hosts.ini", "[web]\nweb1 ansible_ssh_private_key_file=web.key\n");
    file("web.key", KEY);
    file("lab.key", KEY);
    var typed =
        types(
            "region",
            "set",
            "lab",
            "--kind",
            "hosts",
            "--global",
            "--inventory",
            "hosts.ini",
            "--key",
            "lab.key",
            "--inventory-keys",
            "--env",
            "no_proxy=10.0.0.0/8");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(Data.tree(body("/regions/lab")).path("settings"))
        .isEqualTo(
            Data.tree(
                """
                {"inventory": {"name": "hosts.ini",
                  "text": "[web]\\nweb1 ansible_ssh_private_key_file=web.key\\n"},
                 "env": {"no_proxy": "10.0.0.0/8"}}\
                """));
    assertThat(Data.tree(body("/credentials")).path("values"))
        .isEqualTo(Data.ofData(Map.of("key", KEY, "web.key", KEY)));
    assertThat(typed.out() + typed.err()).doesNotContain("abc");
  }

  @Test
  void what_cleans_a_host_is_a_playbook_or_a_script_by_the_files_name() throws IOException {
    file("hosts.ini", "[web]\nweb1\n");
    file("clean.yml", "- hosts: all\n");
    file("clean.sh", "rm -rf /srv/app\n");
    for (var file : List.of("clean.yml", "clean.sh")) {
      assertThat(types("region", "set", "lab", "--kind", "hosts", "--release", file).exit())
          .isZero();
    }
    var sent = server.asked.stream().filter(a -> a.method().equals("PUT")).toList();
    assertThat(Data.tree(sent.get(0).body()).path("settings"))
        .isEqualTo(Data.tree("{\"release_playbook\": \"- hosts: all\\n\"}"));
    assertThat(Data.tree(sent.get(1).body()).path("settings"))
        .isEqualTo(Data.tree("{\"release\": \"rm -rf /srv/app\\n\"}"));
    assertThat(types("region", "set", "lab", "--kind", "hosts", "--release", "none.yml").err())
        .contains("there is no file " + home.resolve("none.yml"));
  }

  @Test
  void what_cannot_be_sent_is_told_and_nothing_is_sent() throws IOException {
    file("lab.pub", "ssh-ed25519 AAAA\n");
    assertThat(types("region", "set", "lab", "--kind", "hosts", "--inventory", "none.ini").err())
        .contains("there is no file " + home.resolve("none.ini"));
    assertThat(types("region", "set", "lab", "--kind", "hosts", "--key", "lab.pub").err())
        .contains("is no private key");
    assertThat(types("region", "set", "lab", "--kind", "hosts", "--inventory-keys").exit())
        .isEqualTo(5);
    assertThat(types("region", "set", "lab", "--kind", "hosts", "--env", "x").exit()).isEqualTo(5);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void what_is_done_to_a_region_is_done_to_the_one_that_the_project_means() throws IOException {
    file("openstack.json", "{\"OS_PASSWORD\": \"x\"}");
    for (boolean everybodys : new boolean[] {true, false}) {
      var base = everybodys ? "/regions/lab" : "/projects/demo/regions/lab";
      var region =
          new Region("lab", owner(everybodys), "hosts", "", Map.of(), Optional.empty(), false, 16);
      server
          .says("GET /projects/demo/regions/lab", 200, region)
          .says("GET /regions/lab", 200, region)
          .says("DELETE /projects/demo/regions/lab", 204, "");
      server.asked.clear();
      assertThat(types("region", "drain", "lab").exit()).isZero();
      assertThat(types("region", "credentials", "lab", "--from", "openstack.json").exit()).isZero();
      assertThat(server.asked)
          .filteredOn(a -> !a.method().equals("GET"))
          .extracting(a -> a.method() + " " + a.path())
          .containsExactly("PUT /api/v1" + base, "PUT /api/v1" + base + "/credentials");
      var removed = types("region", "remove", "lab");
      assertThat(removed.exit()).isEqualTo(everybodys ? 5 : 0);
      assertThat(removed.err().contains("say --global")).isEqualTo(everybodys);
    }
  }

  @Test
  void a_check_goes_on_beneath_its_answers_where_the_terminal_is_narrow() {
    var answer = "lab-1 does not answer at 10.0.0.5: is it up, and is its address right?\u001b[2J";
    server.says(
        "GET /projects/demo/regions/lab/check",
        200,
        Wires.page(List.of(new Finding("reachable", false, answer))));
    var typed = new Person(home).at(server).on(61).types("region", "check", "lab");
    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out())
        .isEqualTo(
            """
                 WHAT        ANSWER
            no   reachable   lab-1 does not answer at 10.0.0.5: is it up,
                             and is its address right? [2J
            """);
    assertThat(types("region", "check", "lab").out().lines()).hasSize(2);
  }

  private static Optional<String> owner(boolean everybodys) {
    return everybodys ? Optional.empty() : Optional.of("demo");
  }

  @Test
  void a_region_is_forgotten_by_force_alone() {
    assertThat(types("region", "remove", "lab", "--global", "--force").exit()).isZero();
    assertThat(server.only("DELETE").path()).endsWith("/regions/lab?force=true");
  }

  @Test
  void a_flavor_has_its_own_name_in_each_region() {
    var typed =
        types(
            "flavor",
            "set",
            "small",
            "--cpus",
            "2",
            "--memory",
            "4GiB",
            "--in",
            "lab=m1.small",
            "--global");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(server.asked)
        .extracting(StubServer.Asked::body)
        .map(Data::tree)
        .containsExactly(
            Data.tree("{\"cpus\": 2, \"memoryBytes\": 4294967296}"),
            Data.tree(
                "{\"cpus\": 2, \"memoryBytes\": 4294967296, \"region\": \"lab\", \"nativeId\": \"m1.small\"}"));
    assertThat(types("image", "set", "debian-12", "--in", "lab").exit()).isEqualTo(5);
  }

  @Test
  void a_flavor_is_listed_as_people_write_it_and_takes_no_strange_numbers() {
    server.says(
        "GET /projects/demo/flavors",
        200,
        "{\"items\": [{\"name\": \"small\", \"cpus\": 2.0, \"memoryBytes\": 4294967296, \"diskBytes\": 0, \"hourly\": 0.0125}]}");
    assertThat(types("flavor", "ls").out())
        .isEqualTo(
            """
            NAME    CPUS   MEMORY    DISK   HOURLY   REGION   THERE   SCOPE
            small   2      4.0 GiB   -      0.0125   every    small   global
            """);
    for (var wrong :
        List.of(
            List.of("none", "1GiB", "0"),
            List.of("2", "none", "0"),
            List.of("1e999", "1GiB", "0"),
            List.of("2", "1GiB", "1e9999"),
            List.of("2", "1 GB", "0"))) {
      var typed =
          types(
              "flavor",
              "set",
              "small",
              "--cpus",
              wrong.get(0),
              "--memory",
              wrong.get(1),
              "--hourly",
              wrong.get(2));
      assertThat(typed.exit()).as("%s %s", wrong, typed.err()).isEqualTo(5);
      assertThat(typed.err()).contains("is no ", "example");
    }
    assertThat(server.asked).allMatch(a -> a.method().equals("GET"));
  }

  @Test
  void a_flavor_of_every_project_goes_by_that_word_alone() {
    server.says("DELETE /flavors/small", 204, "");
    server.says("GET /projects/demo/flavors", 200, "{\"items\": [{\"name\": \"small\"}]}");
    assertThat(types("flavor", "remove", "small").err()).contains("say --global");
    assertThat(types("flavor", "remove", "small", "--global").exit()).isZero();
    server.only("DELETE");
  }

  @Test
  void files_declare_regions_and_what_machines_are_made_of() throws IOException {
    file("hosts.ini", "web1\n");
    file(
        "lab.yaml",
        """
        kind: KeyPair
        name: laptop
        public_key: ssh-ed25519 AAAA mira
        ---
        kind: Flavor
        name: small
        global: true
        cpus: 2
        memory: 4GiB
        in: { lab: m1.small }
        ---
        kind: Region
        name: lab
        cloud: hosts
        inventory: hosts.ini
        env: { no_proxy: 10.0.0.0/8 }
        """);
    var typed = types("apply", "-f", "lab.yaml");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(server.asked)
        .filteredOn(a -> a.method().equals("PUT"))
        .extracting(StubServer.Asked::path)
        .containsExactly(
            "/api/v1/projects/demo/regions/lab",
            "/api/v1/projects/demo/keys/laptop",
            "/api/v1/flavors/small",
            "/api/v1/flavors/small");
    assertThat(Data.tree(body("/regions/lab")))
        .isEqualTo(
            Data.tree(
                """
                {"kind": "hosts", "drained": false,
                 "settings": {"env": {"no_proxy": "10.0.0.0/8"},
                   "inventory": {"name": "hosts.ini", "text": "web1\\n"}}}\
                """));
  }

  @Test
  void what_is_there_as_files_declare_it_is_left_alone_and_can_be_looked_at_before()
      throws IOException {
    file(
        "lab.yaml",
        """
        kind: Region
        name: lab
        global: true
        cloud: hosts
        settings: { timeout: 5 }
        ---
        kind: Flavor
        name: small
        project: research
        cpus: 2
        memory: 4GiB
        """);
    var flavor =
        "{\"name\": \"small\", \"project\": \"research\", \"cpus\": 2.0, \"memoryBytes\": 4294967296, \"diskBytes\": 0, \"hourly\": 0}";
    server
        .says(
            "GET /regions",
            200,
            Wires.page(
                List.of(
                    new Region(
                        "lab",
                        Optional.empty(),
                        "hosts",
                        "",
                        Map.of("timeout", 5),
                        Optional.empty(),
                        false,
                        16))))
        .says("GET /projects/research/flavors", 200, "{\"items\": [" + flavor + "]}");
    assertThat(types("apply", "-f", "lab.yaml").out())
        .isEqualTo(
            "region lab: as declared, nothing to do\nflavor small: as declared, nothing to do\n");
    assertThat(types("plan", "-f", "lab.yaml").exit()).isZero();

    server.says(
        "GET /projects/research/flavors",
        200,
        "{\"items\": [" + flavor.replace("\"hourly\": 0", "\"hourly\": 0.5") + "]}");
    var typed = types("plan", "-f", "lab.yaml");
    assertThat(typed.exit()).as(typed.err()).isEqualTo(2);
    assertThat(typed.out()).isEqualTo("  region lab: nothing differs\n  ~ flavor small\n");
    assertThat(
            Data.tree(
                    types("plan", "-f", "lab.yaml", "-p", "research", "-o", "jsonpath={.differs}")
                        .out()
                        .lines()
                        .toList()
                        .getLast())
                .asBoolean())
        .isTrue();
    assertThat(server.asked).allMatch(a -> a.method().equals("GET"));
    server.says("PUT /projects/research/flavors/small", 200, Map.of("name", "small"));
    assertThat(types("apply", "-f", "lab.yaml").out()).endsWith("flavor small is set\n");
    server.only("PUT");
  }

  @Test
  void a_file_that_declares_what_is_not_there_is_told_with_its_place() throws IOException {
    for (var wrong :
        List.of(
            "kind: Region\nname: lab\n",
            "kind: Region\nname: lab\ncloud: hosts\ninventory: none.ini\n",
            "kind: Flavor\nname: small\nprice: 3\n",
            "kind: Flavor\nname: small\ncpus: 1\nmemory: lots\n",
            "kind: Image\nlogin: root\n",
            "kind: Region\nname: lab\ncloud: hosts\nglobal: yes\n",
            "kind: Region\nname: lab\ncloud: hosts\ndrained: 1\n",
            "kind: Region\nname: lab\ncloud: hosts\nsettings: [a]\n",
            "kind: Region\nname: lab\ncloud: hosts\ninventory: [a]\n",
            "kind: Region\nname: lab\ncloud: hosts\ninventory: /dev/zero\n",
            "kind: Region\nname: lab\ncloud: hosts\ninventory: .\n",
            "kind: Image\nname: a\nin: west\n",
            "kind: KeyPair\nname: a\nglobal: true\npublic_key: x\n",
            "kind: Flavor\nname: a\n---\nkind: Flavor\nname: a\n")) {
      file("wrong.yaml", wrong);
      var typed = types("apply", "-f", "wrong.yaml");
      assertThat(typed.exit()).as(wrong).isEqualTo(5);
      assertThat(typed.err()).contains("wrong.yaml");
    }
    assertThat(server.asked).isEmpty();
  }
}
