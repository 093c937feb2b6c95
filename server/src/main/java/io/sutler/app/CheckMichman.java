package io.sutler.app;

import io.sutler.secret.VaultRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What in Michman's configuration asks for something else in it. */
final class CheckMichman {
  private final Map<String, String> values;
  private final List<String> faults = new ArrayList<>();

  CheckMichman(Map<String, String> values) {
    this.values = values;
  }

  /** A sentence for each. */
  List<String> faults() {
    oneOf("os_version", "liberty", "stein", "ussuri");
    oneOf("storage", "mysql", "couchbase");
    oneOf("logs_output", "file", "logstash");
    when("logs_output", "file", "logs_file_path");
    when("logs_output", "logstash", "logstash_addr");
    if (values.containsKey("logstash_addr") && is("logs_output", "logstash")) {
      address();
    }
    if (is("use_package_mirror", "true")
        && !values.containsKey("apt_mirror_address")
        && !values.containsKey("yum_mirror_address")) {
      faults.add("use_package_mirror asks for apt_mirror_address or yum_mirror_address");
    }
    when("use_pip_mirror", "true", "pip_mirror_address", "pip_trusted_host");
    when("docker_insecure_registry", "true", "docker_insecure_registry_ip");
    when(
        "docker_selfsigned_registry",
        "true",
        "docker_selfsigned_registry_ip",
        "docker_selfsigned_registry_port",
        "docker_selfsigned_registry_url",
        "docker_cert_path");
    when("docker_gitlab_registry", "true", "registry_key");
    vault();
    certificate();
    port();
    access();
    return faults;
  }

  private void access() {
    oneOf("authorization_model", "none", "oauth2", "keystone");
    if (!is("use_auth", "true")) {
      return;
    }
    when("use_auth", "true", "authorization_model", "policy_path", "admin_group");
    when("authorization_model", "oauth2", "hydra_client", "hydra_key");
    when("authorization_model", "keystone", "keystone_addr");
    readable("policy_path");
    readable("auth_config_path");
  }

  /** Of what is used: its sample names more than anybody has. */
  private void vault() {
    if (!values.containsKey("vault_addr")) {
      return;
    }
    path("os_key");
    path("ssh_key");
    if (is("docker_selfsigned_registry", "true") || is("docker_gitlab_registry", "true")) {
      path("registry_key");
    }
    if (is("use_auth", "true") && is("authorization_model", "oauth2")) {
      path("hydra_key");
    }
  }

  private void path(String key) {
    var path = values.get(key);
    if (path != null && VaultRef.parse(path).filter(r -> r.field().isEmpty()).isEmpty()) {
      faults.add("%s: '%s' is no path in Vault: write it as kv/openstack".formatted(key, path));
    }
  }

  private void certificate() {
    if (is("docker_selfsigned_registry", "true")) {
      readable("docker_cert_path");
    }
  }

  private void port() {
    var text = values.getOrDefault("docker_selfsigned_registry_port", "1");
    if (is("docker_selfsigned_registry", "true") && !text.matches("[1-9][0-9]{0,4}")) {
      faults.add("docker_selfsigned_registry_port: '" + text + "' is no port");
    }
  }

  private void address() {
    if (Logstash.Address.of(values.getOrDefault("logstash_addr", "")).isEmpty()) {
      faults.add("logstash_addr: write host:port of Logstash's TCP input");
    }
  }

  private void readable(String key) {
    var file = values.get(key);
    if (file != null && !isFile(file)) {
      faults.add(key + ": there is no file '" + file + "' that can be read");
    }
  }

  private static boolean isFile(String name) {
    try {
      return Files.isReadable(Path.of(name)) && !Files.isDirectory(Path.of(name));
    } catch (java.nio.file.InvalidPathException none) {
      return false;
    }
  }

  private boolean is(String key, String value) {
    return values.getOrDefault(key, "").equals(value);
  }

  private void oneOf(String key, String... words) {
    var value = values.get(key);
    if (value != null && !List.of(words).contains(value)) {
      faults.add("%s: '%s' is none of %s".formatted(key, value, String.join(", ", words)));
    }
  }

  private void when(String key, String value, String... needed) {
    if (is(key, value)) {
      for (var other : needed) {
        if (!values.containsKey(other)) {
          faults.add("%s: %s asks for %s too".formatted(key, value, other));
        }
      }
    }
  }
}
