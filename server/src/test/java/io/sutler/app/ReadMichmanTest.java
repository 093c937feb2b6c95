package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Michman's own config.yaml becomes settings here, or is refused with all that is wrong. */
class ReadMichmanTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/mira", "HOSTNAME", "box");
  private static final Path SAMPLE =
      Path.of("../../shared/cases/michman/configs/config-sample.yaml");
  @TempDir Path dir;

  private Settings read(String config, String... more) throws Exception {
    var file = Files.writeString(dir.resolve("config.yaml"), config);
    var line = new ArrayList<>(List.of("--michman-config", file.toString()));
    line.addAll(List.of(more));
    return ReadSettings.from(Arguments.of(line), HOME);
  }

  @Test
  void a_file_opens_michmans_own_port_and_what_is_said_here_is_stronger() throws Exception {
    var settings = read("os_key_name: mine\n");
    assertThat(settings.michman().port()).isEqualTo(8081);
    assertThat(settings.site().region()).isEqualTo("local");
    assertThat(settings.site().vars()).containsEntry("os_key_name", "mine");
    assertThat(read("os_key_name: a\n", "--michman-port", "0").michman().port()).isZero();
    var ours = Files.writeString(dir.resolve("ours.yaml"), "michman-port: 9\n");
    assertThat(read("os_key_name: a\n", "--config", ours.toString()).michman().port()).isEqualTo(9);
  }

  @Test
  void network_mirrors_and_registries_reach_the_region_and_the_playbooks() throws Exception {
    var pem = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n";
    var certificate = Files.writeString(dir.resolve("ca.pem"), pem);
    var site =
        read("""
        virtual_network: net
        floating_ip_pool: public
        use_package_mirror: true
        apt_mirror_address: http://mirror.example/debian
        use_pip_mirror: true
        pip_mirror_address: http://mirror.example/pypi
        pip_trusted_host: mirror.example
        docker_insecure_registry: true
        docker_insecure_registry_ip: 10.0.0.1
        docker_selfsigned_registry: true
        docker_selfsigned_registry_ip: 10.0.0.2
        docker_selfsigned_registry_port: 5000
        docker_selfsigned_registry_url: registry.example
        docker_cert_path: %s
        """
                .formatted(certificate))
            .site();
    assertThat(site.regionSettings())
        .containsEntry("network", "net")
        .containsEntry("pool", "public")
        .containsEntry(
            "mirrors",
            Map.of(
                "apt", "http://mirror.example/debian",
                "pip", "http://mirror.example/pypi",
                "pip_trusted_host", "mirror.example"))
        .containsEntry(
            "registries",
            List.of(
                Map.of("url", "10.0.0.1", "kind", "insecure"),
                Map.of("url", "registry.example:5000", "kind", "selfsigned", "certificate", pem)));
    assertThat(site.vars())
        .containsEntry("use_pip_mirror", true)
        .containsEntry("docker_selfsigned_registry_port", "5000")
        .doesNotContainKey("docker_gitlab_registry");
  }

  @Test
  void flags_are_written_in_any_word_that_yaml_has_for_them() throws Exception {
    for (var on : List.of("true", "yes", "On", "Y")) {
      var site = read("use_pip_mirror: " + on + "\npip_mirror_address: a\npip_trusted_host: b\n");
      assertThat(site.site().vars()).containsEntry("use_pip_mirror", true);
    }
    for (var off : List.of("false", "NO", "off", "n")) {
      assertThat(read("use_pip_mirror: " + off + "\n").site().vars())
          .containsEntry("use_pip_mirror", false);
    }
    assertThat(read("use_pip_mirror:\n").site().vars()).doesNotContainKey("use_pip_mirror");
    assertThatThrownBy(() -> read("use_pip_mirror: 1\n")).hasMessageContaining("true or false");
  }

  @Test
  void logs_go_to_a_directory_or_to_logstash() throws Exception {
    assertThat(read("logs_output: file\nlogs_file_path: /var/log/m\n").site().logs())
        .isEqualTo(Path.of("/var/log/m"));
    var site = read("logs_output: logstash\nlogstash_addr: http://logs.example:5044\n").site();
    assertThat(site.logstash()).contains(new Logstash.Address("logs.example", 5044));
    assertThat(site.logs()).isEqualTo(Path.of("/home/mira/.local/share/sutler/michman"));
  }

  @Test
  void its_vault_is_ours_and_what_lies_in_it_is_read_where_it_is_used() throws Exception {
    var config =
        """
        vault_addr: http://127.0.0.1:8200
        token: root
        os_key: kv/openstack
        ssh_key: kv/ssh_key
        registry_key: kv/registry
        docker_gitlab_registry: true
        """;
    var settings = read(config);
    assertThat(settings.vault().orElseThrow().address().getPort()).isEqualTo(8200);
    assertThat(settings.site().secrets())
        .isEqualTo(new MichmanSite.Secrets("kv/openstack", "kv/ssh_key", "kv/registry"));
    assertThat(settings.site().regionSettings())
        .containsEntry("registries", List.of(Map.of("kind", "gitlab", "vault", "kv/registry")));
    assertThat(settings.site().toString()).doesNotContain("root");
    var file = Files.writeString(dir.resolve("token"), "other").toString();
    assertThat(read(config, "--vault-token-file", file).vault())
        .as("a file that is said here is stronger")
        .isPresent();
    assertThat(read("os_key: kv/openstack\n").site().secrets()).isEqualTo(MichmanSite.Secrets.NONE);
    for (var bad : List.of("../x", "openstack", "kv/a#b", "kv/a b", "http://kv/x")) {
      assertThatThrownBy(() -> read(config.replace("kv/openstack", bad)))
          .hasMessageContaining("os_key: '");
    }
    assertThatThrownBy(() -> read("vault_addr: VAULT_ADDR\ntoken: t\n"))
        .hasMessageContaining("vault: give its address");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(() ->
            read(
                """
                os_version: zed
                storage: oracle
                logs_output: logstash
                use_package_mirror: true
                use_pip_mirror: true
                docker_selfsigned_registry: true
                docker_cert_path: /nowhere/ca.pem
                use_auth: true
                authorization_model: keystone
                """,
                "--port",
                "x"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("os_version: 'zed' is none of liberty, stein, ussuri")
        .hasMessageContaining("storage: 'oracle' is none of mysql, couchbase")
        .hasMessageContaining("logs_output: logstash asks for logstash_addr too")
        .hasMessageContaining("apt_mirror_address or yum_mirror_address")
        .hasMessageContaining("use_pip_mirror: true asks for pip_mirror_address too")
        .hasMessageContaining("asks for docker_selfsigned_registry_url too")
        .hasMessageContaining("there is no file '/nowhere/ca.pem'")
        .hasMessageContaining("use_auth: true asks for policy_path too")
        .hasMessageContaining("authorization_model: keystone asks for keystone_addr too")
        .hasMessageContaining("port: 'x' is not a number");
  }

  @Test
  void a_file_that_is_none_of_michmans_is_refused_in_a_sentence() {
    for (var bad :
        new String[] {
          "- a\n",
          "os_key_name: [a]\n",
          "os_kye_name: a\n",
          "os_key_name: a\nos_key_name: b\n",
          "use_auth: perhaps\n",
          "session_lifetime: -1\n",
          "session_lifetime: 99999999999999999999\n",
          "os_key_name: \"a\\u0000b\"\n",
          "a: *b\n",
          "{".repeat(100_000)
        }) {
      assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(CannotStart.class);
    }
    var missing = Arguments.of(List.of("--michman-config", "/nowhere/config.yaml"));
    assertThatThrownBy(() -> ReadSettings.from(missing, HOME))
        .hasMessageContaining("/nowhere/config.yaml cannot be read");
    var odd = Arguments.of(List.of("--michman-config", "a\0b"));
    assertThatThrownBy(() -> ReadSettings.from(odd, HOME)).isInstanceOf(CannotStart.class);
  }

  @Test
  void michmans_sample_is_understood_but_for_its_placeholders() throws Exception {
    assumeTrue(Files.isRegularFile(SAMPLE), "skipped: Michman's sample is not here");
    var text = Files.readString(SAMPLE);
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("os_version: 'VERSION'")
        .hasMessageContaining("storage: 'DATABASE_TYPE'")
        .message()
        .doesNotContain("no setting");
    var filled =
        text.replace("os_version: VERSION", "os_version: stein")
            .replace("storage: DATABASE_TYPE", "storage: mysql")
            .replace("vault_addr: VAULT_ADDR", "vault_addr: http://127.0.0.1:8200")
            .replace("os_key: BUCKET_PATH", "os_key: kv/openstack")
            .replace("ssh_key: BUCKET_PATH", "ssh_key: kv/ssh_key");
    assertThat(read(filled).michman().port()).isEqualTo(8081);
  }
}
