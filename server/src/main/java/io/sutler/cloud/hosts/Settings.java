package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Region;
import io.sutler.domain.Units;
import io.sutler.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a region says beside its hosts.
 *
 * @param timeout for one host to answer
 * @param release a script for {@code sh}, run as root on a host that is given back; empty for none
 */
record Settings(Duration timeout, String release) {
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
              "timeout": {"type": "string"},
              "release": {"type": "string"}
            }
          }
          """);

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
    return faults;
  }

  private static boolean isPossible(Duration timeout) {
    return timeout.compareTo(Duration.ofMinutes(1)) <= 0 && !timeout.isZero();
  }

  static Settings of(CloudRegion region) {
    return new Settings(
        Units.duration(region.setting("timeout", "")).filter(Settings::isPossible).orElse(USUAL),
        region.setting("release", ""));
  }
}
