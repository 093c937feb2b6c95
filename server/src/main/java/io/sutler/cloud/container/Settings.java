package io.sutler.cloud.container;

import io.sutler.cloud.CloudRegion;
import io.sutler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a region says of its container engine. This machine's own region says it under {@code
 * containers}; one of kind {@code container} directly.
 *
 * @param endpoint {@code unix:///path} or {@code tcp://host:port}
 * @param start the program that brings the engine's service up when it does not answer; empty for
 *     none. Only regions of every project are heard: it runs on the server's machine
 * @param network an engine's network that all machines share; empty for one for each deployment
 * @param subnets where the networks' addresses are taken from: a /16
 */
record Settings(String endpoint, List<String> start, Optional<String> network, String subnets) {
  static final Map<String, Object> SCHEMA =
      Json.object(
          """
          {
            "type": "object",
            "properties": {
              "endpoint": {"type": "string", "pattern": "^(unix|tcp)://.+"},
              "start": {"type": "array", "items": {"type": "string"}},
              "network": {"type": "string"},
              "subnets": {"type": "string", "pattern": "^[0-9]+\\\\.[0-9]+\\\\.0\\\\.0/16$"}
            }
          }
          """);

  /** Empty where the region has no engine: no machine can be there. */
  static Optional<Settings> of(CloudRegion region) {
    var settings = region.region().settings();
    var said = region.region().kind().equals("local") ? map(settings.get("containers")) : settings;
    if (!(said.get("endpoint") instanceof String endpoint) || endpoint.isBlank()) {
      return Optional.empty();
    }
    boolean everybodys = region.region().project().isEmpty();
    return Optional.of(
        new Settings(
            endpoint,
            everybodys && said.get("start") instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of(),
            said.get("network") instanceof String name && !name.isBlank()
                ? Optional.of(name)
                : Optional.empty(),
            said.get("subnets") instanceof String subnets ? subnets : "10.213.0.0/16"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
