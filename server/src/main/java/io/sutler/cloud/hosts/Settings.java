package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Region;
import io.sutler.domain.Units;
import io.sutler.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a region says beside its hosts.
 *
 * @param timeout for one host to answer
 * @param release a script for {@code sh}, run as root on a host that is given back; empty for none
 * @param playbook played on a host that is given back; empty for none. Only regions of every
 *     project are heard: it is played on the server's machine
 */
record Settings(Duration timeout, String release, String playbook) {
  static final Map<String, Object> SCHEMA =
      Json.object(
          """
          {
            "type": "object",
            "properties": {
              "inventory": {
                "anyOf": [
                  {"type": "string"},
                  {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"name": {"type": "string"}, "text": {"type": "string"}}
                  }
                ]
              },
              "hosts": {"type": "array", "items": {"type": "object", "required": ["name"]}},
              "login": {"type": "string"},
              "port": {"type": "integer"},
              "become": {"type": "boolean"},
              "key": {"type": "string"},
              "flavor": {"type": "string"},
              "image": {"type": "string"},
              "marker": {"type": "string"},
              "disks": {"type": "string"},
              "timeout": {"type": "string"},
              "release": {"type": "string"},
              "release_playbook": {"type": "string"}
            }
          }
          """);

  private static final String PLAYBOOK = "release_playbook";
  private static final int LONGEST = 1 << 16;
  private static final Duration USUAL = Duration.ofSeconds(10);

  /** What of it cannot be. */
  static List<String> faults(Region region) {
    var faults = new ArrayList<String>();
    var timeout = region.settings().get("timeout");
    if (timeout != null
        && Units.duration(String.valueOf(timeout)).filter(Settings::isPossible).isEmpty()) {
      faults.add("settings.timeout: give up to 1m, such as 10s");
    }
    if (region.settings().get("release") instanceof Object release
        && !(release instanceof String text && text.length() <= LONGEST)) {
      faults.add("settings.release: give one text of at most 64 KiB, a script for sh");
    }
    if (region.settings().get(PLAYBOOK) instanceof Object playbook) {
      fault(playbook, region).map(f -> "settings.release_playbook: " + f).ifPresent(faults::add);
    }
    return faults;
  }

  private static Optional<String> fault(Object playbook, Region region) {
    if (region.project().isPresent()) {
      return Optional.of(
          "a playbook is played on the server, which only administrators may have done: make it a region of every project, or give a script as 'release'");
    }
    if (!(playbook instanceof String text) || text.length() > LONGEST) {
      return Optional.of("give one text of at most 64 KiB, a list of plays");
    }
    return isPlaybook(text)
        ? Optional.empty()
        : Optional.of("this is no playbook: give YAML, a list of plays with 'hosts: all'");
  }

  private static boolean isPlaybook(String text) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text) instanceof List<?> plays
          && !plays.isEmpty()
          && plays.stream().allMatch(play -> play instanceof Map<?, ?>);
    } catch (YAMLException e) {
      return false;
    }
  }

  private static boolean isPossible(Duration timeout) {
    return timeout.compareTo(Duration.ofMinutes(1)) <= 0 && !timeout.isZero();
  }

  static Settings of(CloudRegion region) {
    return new Settings(
        Units.duration(region.setting("timeout", "")).filter(Settings::isPossible).orElse(USUAL),
        region.setting("release", ""),
        region.region().project().isEmpty() ? region.setting(PLAYBOOK, "") : "");
  }
}
