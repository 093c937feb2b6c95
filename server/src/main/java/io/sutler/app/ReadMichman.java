package io.sutler.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads Michman's own {@code config.yaml}: what it says becomes settings here, the variables of its
 * playbooks, and settings of the region where its clusters stand. Finds all that is wrong at once.
 */
final class ReadMichman {
  private static final int LARGEST = 1 << 20;
  private static final Set<String> FLAGS =
      Set.of(
          "use_package_mirror",
          "use_pip_mirror",
          "docker_insecure_registry",
          "docker_selfsigned_registry",
          "docker_gitlab_registry",
          "use_auth");
  private static final Set<String> NUMBERS = Set.of("session_idle_timeout", "session_lifetime");
  private static final Set<String> TEXTS =
      Set.of(
          "os_key_name",
          "virtual_network",
          "floating_ip_pool",
          "os_version",
          "vault_addr",
          "token",
          "os_key",
          "ssh_key",
          "storage",
          "cb_key",
          "mysql_key",
          "registry_key",
          "hydra_key",
          "logs_output",
          "logs_file_path",
          "logstash_addr",
          "elastic_addr",
          "apt_mirror_address",
          "yum_mirror_address",
          "pip_mirror_address",
          "pip_trusted_host",
          "docker_insecure_registry_ip",
          "docker_selfsigned_registry_ip",
          "docker_selfsigned_registry_port",
          "docker_selfsigned_registry_url",
          "docker_cert_path",
          "authorization_model",
          "policy_path",
          "auth_config_path",
          "admin_group",
          "hydra_admin",
          "hydra_client",
          "keystone_addr");
  private final String name;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private ReadMichman(String name) {
    this.name = name;
  }

  /**
   * What came of a file.
   *
   * @param values by Michman's key, as they were written
   * @param faults a sentence for each thing that is wrong
   */
  record Read(Map<String, String> values, List<String> faults) {}

  static Read file(String name) {
    var read = new ReadMichman(name);
    read.read();
    if (read.faults.isEmpty()) {
      read.faults.addAll(
          new CheckMichman(read.values).faults().stream().map(f -> name + ": " + f).toList());
    }
    return new Read(read.values, read.faults);
  }

  private void read() {
    try {
      var path = Path.of(name);
      if (Files.size(path) > LARGEST) {
        faults.add(name + " is larger than a megabyte: it is no configuration of Michman");
        return;
      }
      var mapper =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      JsonNode tree = mapper.readTree(Files.readString(path));
      if (!tree.isObject()) {
        faults.add(name + ": write settings as `os_key_name: NAME`, one a line");
        return;
      }
      tree.properties().forEach(entry -> take(entry.getKey(), entry.getValue()));
    } catch (JsonProcessingException e) {
      faults.add(name + ": " + e.getOriginalMessage());
    } catch (IOException | java.nio.file.InvalidPathException e) {
      faults.add(name + " cannot be read: " + e.getMessage());
    }
  }

  private void take(String key, JsonNode value) {
    if (!FLAGS.contains(key) && !NUMBERS.contains(key) && !TEXTS.contains(key)) {
      var all = new TreeSet<>(TEXTS);
      all.addAll(FLAGS);
      all.addAll(NUMBERS);
      faults.add(
          "%s: Michman has no setting '%s': use one of %s"
              .formatted(name, brief(key), String.join(", ", all)));
    } else if (value.isContainerNode()) {
      faults.add("%s: %s is one value, not a list or map".formatted(name, key));
    } else if (FLAGS.contains(key) && flag(value).isEmpty() && !value.isNull()) {
      faults.add("%s: %s is true or false".formatted(name, key));
    } else if (NUMBERS.contains(key) && !isMinutes(value) && !value.isNull()) {
      faults.add("%s: %s is a number of minutes, 1 at least".formatted(name, key));
    } else if (value.asText().chars().anyMatch(Character::isISOControl)) {
      faults.add("%s: %s holds characters that nobody sees: write it anew".formatted(name, key));
    } else if (FLAGS.contains(key)) {
      flag(value).ifPresent(on -> values.put(key, on.toString()));
    } else if (!value.isNull() && !value.asText().isBlank()) {
      values.put(key, value.asText().strip());
    }
  }

  /** Also in the words of YAML 1.1, which Michman reads. */
  private static Optional<Boolean> flag(JsonNode value) {
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "y" -> Optional.of(true);
      case "false", "no", "off", "n" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static boolean isMinutes(JsonNode value) {
    return value.isIntegralNumber() && value.asLong() > 0 && value.asLong() < 10_000_000;
  }

  private static String brief(String key) {
    var line = key.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
