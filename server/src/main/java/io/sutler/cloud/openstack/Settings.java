package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a region says of its machines; a plan's own settings come before it.
 *
 * @param network name or id; empty for the project's only one
 * @param pool the outside network that floating IPs are taken from; empty for none
 * @param groups security groups that exist already
 * @param open what a security group of ours lets in: {@code 22}, {@code 8000-8100}, {@code 53/udp}
 * @param antiAffinity strict, soft or empty
 * @param authority further certificates to trust, PEM
 * @param page how many of a list are asked for at once
 */
record Settings(
    Optional<String> network,
    Optional<String> pool,
    List<String> groups,
    List<String> open,
    String antiAffinity,
    Boot boot,
    Optional<String> authority,
    Duration patience,
    int page) {
  /**
   * @param fromVolume the root disk is a volume of this many GiB; 0 for the flavor's own disk
   * @param zone availability zone; empty for any
   */
  record Boot(int fromVolume, String zone, boolean configDrive) {}

  static final Map<String, Object> SCHEMA =
      Json.object(
          """
          {
            "type": "object",
            "properties": {
              "auth_url": {"type": "string"},
              "cloud": {"type": "string"},
              "region_name": {"type": "string"},
              "interface": {"enum": ["public", "internal", "admin"]},
              "ca": {"type": "string"},
              "timeout": {"type": "integer", "minimum": 1, "maximum": 600},
              "page": {"type": "integer", "minimum": 1, "maximum": 1000},
              "environment": {"type": "object", "additionalProperties": {"type": "string"}},
              "network": {"type": "string"},
              "pool": {"type": "string"},
              "security_groups": {"type": "array", "items": {"type": "string"}},
              "open_ports": {
                "type": "array",
                "items": {"type": "string", "pattern": "^[0-9]{1,5}(-[0-9]{1,5})?(/(tcp|udp))?$"}
              },
              "anti_affinity": {"enum": ["strict", "soft"]},
              "boot_volume": {"type": "integer", "minimum": 1, "maximum": 16384},
              "availability_zone": {"type": "string"},
              "config_drive": {"type": "boolean"}
            }
          }
          """);

  private static final String SSH = "22";
  private static final int PATIENCE_SECONDS = 60;
  private static final int PAGE = 500;

  static Settings of(CloudRegion region) {
    return of(region.region().settings(), Map.of());
  }

  /** For one order. */
  static Settings of(CloudRegion region, Map<String, Object> ofPlan) {
    return of(region.region().settings(), ofPlan);
  }

  private static Settings of(Map<String, Object> region, Map<String, Object> plan) {
    var both = new java.util.HashMap<>(region);
    both.putAll(plan);
    return new Settings(
        text(both.get("network")),
        text(both.get("pool")),
        words(both.get("security_groups")),
        both.containsKey("open_ports") ? words(both.get("open_ports")) : List.of(SSH),
        text(both.get("anti_affinity")).orElse(""),
        new Boot(
            number(both.get("boot_volume"), 0),
            text(both.get("availability_zone")).orElse(""),
            Boolean.TRUE.equals(both.get("config_drive"))),
        text(region.get("ca")),
        Duration.ofSeconds(number(region.get("timeout"), PATIENCE_SECONDS)),
        number(region.get("page"), PAGE));
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private static List<String> words(@Nullable Object value) {
    var words = new ArrayList<String>();
    if (value instanceof List<?> list) {
      list.forEach(word -> words.add(String.valueOf(word)));
    } else {
      text(value).ifPresent(words::add);
    }
    return List.copyOf(words);
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value instanceof Number n ? Math.clamp(n.longValue(), 1, 1_000_000) : otherwise;
  }
}
