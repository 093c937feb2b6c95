package io.sutler.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Michman's configuration means here.
 *
 * @param values by Michman's key; checked
 */
record MichmanValues(Map<String, String> values) {
  static final MichmanValues NONE = new MichmanValues(Map.of());
  private static final Set<String> FLAGS =
      Set.of(
          "use_package_mirror",
          "use_pip_mirror",
          "docker_insecure_registry",
          "docker_selfsigned_registry",
          "docker_gitlab_registry");
  private static final Set<String> TEXTS =
      Set.of(
          "os_key_name",
          "virtual_network",
          "floating_ip_pool",
          "apt_mirror_address",
          "yum_mirror_address",
          "pip_mirror_address",
          "pip_trusted_host",
          "docker_insecure_registry_ip",
          "docker_selfsigned_registry_ip",
          "docker_selfsigned_registry_port",
          "docker_selfsigned_registry_url",
          "docker_cert_path");

  /** Settings by the name that they have here: weaker than whatever is said here itself. */
  Map<String, String> settings() {
    if (values.isEmpty()) {
      return Map.of();
    }
    var all = new LinkedHashMap<String, String>();
    all.put("michman-port", "8081");
    all.put("michman-auth", isOn("use_auth") ? text("authorization_model") : "none");
    if (text("logs_output").equals("file")) {
      all.put("michman-logs", text("logs_file_path"));
    }
    if (text("logs_output").equals("logstash")) {
      all.put("michman-logstash", text("logstash_addr"));
    }
    put(all, "vault", "vault_addr", "");
    put(all, "vault-token", "token", "");
    if (isOn("use_auth")) {
      if (text("authorization_model").equals("oauth2")) {
        put(all, "oauth2-vault", "hydra_key", "");
      }
      put(all, "policy", "policy_path", "");
      put(all, "policy-model", "auth_config_path", "");
      put(all, "admin-group", "admin_group", "");
      put(all, "session-idle", "session_idle_timeout", "m");
      put(all, "session-lifetime", "session_lifetime", "m");
      put(all, "keystone", "keystone_addr", "");
      put(all, "oauth2-hydra", "hydra_client", "");
    }
    return all;
  }

  private void put(Map<String, String> all, String name, String key, String unit) {
    if (values.containsKey(key)) {
      all.put(name, text(key) + unit);
    }
  }

  /** Where its secrets lie in Vault. */
  MichmanSite.Secrets secrets() {
    if (!values.containsKey("vault_addr")) {
      return MichmanSite.Secrets.NONE;
    }
    boolean registries = isOn("docker_selfsigned_registry") || isOn("docker_gitlab_registry");
    return new MichmanSite.Secrets(
        text("os_key"), text("ssh_key"), registries ? text("registry_key") : "");
  }

  /** What every playbook is told. */
  Map<String, Object> vars() {
    var vars = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> {
      if (FLAGS.contains(key)) {
        vars.put(key, Boolean.valueOf(value));
      } else if (TEXTS.contains(key)) {
        vars.put(key, value);
      }
    });
    return vars;
  }

  /** What the region is told: its network, and where its machines get packages and images. */
  Map<String, Object> region() {
    var settings = new LinkedHashMap<String, Object>();
    if (values.containsKey("virtual_network")) {
      settings.put("network", text("virtual_network"));
    }
    if (values.containsKey("floating_ip_pool")) {
      settings.put("pool", text("floating_ip_pool"));
    }
    var mirrors = new LinkedHashMap<String, Object>();
    if (isOn("use_package_mirror")) {
      mirror(mirrors, "apt", "apt_mirror_address");
      mirror(mirrors, "yum", "yum_mirror_address");
    }
    if (isOn("use_pip_mirror")) {
      mirror(mirrors, "pip", "pip_mirror_address");
      mirror(mirrors, "pip_trusted_host", "pip_trusted_host");
    }
    if (!mirrors.isEmpty()) {
      settings.put("mirrors", mirrors);
    }
    var registries = registries();
    if (!registries.isEmpty()) {
      settings.put("registries", registries);
    }
    return settings;
  }

  private void mirror(Map<String, Object> mirrors, String name, String key) {
    if (values.containsKey(key)) {
      mirrors.put(name, text(key));
    }
  }

  private List<Map<String, Object>> registries() {
    var all = new ArrayList<Map<String, Object>>();
    if (isOn("docker_gitlab_registry")) {
      all.add(Map.of("kind", "gitlab", "vault", text("registry_key")));
    }
    if (isOn("docker_insecure_registry")) {
      all.add(Map.of("url", text("docker_insecure_registry_ip"), "kind", "insecure"));
    }
    if (isOn("docker_selfsigned_registry")) {
      var registry = new LinkedHashMap<String, Object>();
      registry.put(
          "url",
          text("docker_selfsigned_registry_url") + ":" + text("docker_selfsigned_registry_port"));
      registry.put("kind", "selfsigned");
      registry.put("certificate", certificate());
      if (values.containsKey("registry_key")) {
        registry.put("vault", text("registry_key"));
      }
      all.add(registry);
    }
    return all;
  }

  private String certificate() {
    try {
      return Files.readString(Path.of(text("docker_cert_path")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOn(String key) {
    return text(key).equals("true");
  }

  private String text(String key) {
    return values.getOrDefault(key, "");
  }
}
