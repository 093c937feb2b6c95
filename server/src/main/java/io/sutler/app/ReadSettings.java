package io.sutler.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sutler.api.HttpConfig;
import io.sutler.domain.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings from flags, environment and file, and finds all that is wrong at once. */
final class ReadSettings {
  private final Map<Key, String> values = new EnumMap<>(Key.class);
  private final List<String> faults = new ArrayList<>();
  private MichmanValues michman = MichmanValues.NONE;

  private ReadSettings() {}

  /**
   * @throws CannotStart with every fault
   */
  static Settings from(Arguments arguments, Map<String, String> environment) {
    var read = new ReadSettings();
    read.faults.addAll(arguments.faults());
    for (var key : Key.values()) {
      read.values.put(key, key.otherwise(environment));
    }
    var said = new EnumMap<Key, String>(Key.class);
    arguments
        .file()
        .or(() -> Optional.ofNullable(environment.get("SUTLER_CONFIG")))
        .ifPresent(name -> read.file(name, said));
    for (var key : Key.values()) {
      Optional.ofNullable(environment.get(key.variable()))
          .filter(v -> !v.isBlank())
          .ifPresent(v -> said.put(key, v));
    }
    said.putAll(arguments.given());
    read.michman(said.getOrDefault(Key.MICHMAN_CONFIG, ""));
    if (said.containsKey(Key.VAULT_TOKEN_FILE)) {
      read.values.put(Key.VAULT_TOKEN, "");
    }
    read.values.putAll(said);
    var settings = read.settings();
    if (!read.faults.isEmpty()) {
      throw new CannotStart(2, String.join("\n", read.faults));
    }
    return settings;
  }

  /** Michman's own configuration: weaker than whatever is said here. */
  private void michman(String name) {
    if (name.isBlank()) {
      return;
    }
    var read = ReadMichman.file(name);
    faults.addAll(read.faults());
    if (read.faults().isEmpty()) {
      michman = new MichmanValues(read.values());
      michman
          .settings()
          .forEach((key, value) -> Arguments.key(key).ifPresent(k -> values.put(k, value)));
    }
  }

  private void file(String name, Map<Key, String> said) {
    try {
      var mapper =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      JsonNode tree = mapper.readTree(Files.readString(Path.of(name)));
      if (!tree.isObject()) {
        faults.add(name + ": write settings as `port: 8080`, one a line");
        return;
      }
      for (var entry : tree.properties()) {
        Arguments.key(entry.getKey())
            .ifPresentOrElse(
                key -> said.put(key, entry.getValue().asText()),
                () -> faults.add(name + ": " + Arguments.unknown(entry.getKey())));
      }
    } catch (JsonProcessingException e) {
      faults.add(name + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      faults.add(name + " cannot be read: " + e.getMessage());
    }
  }

  private Settings settings() {
    var host = text(Key.HOST);
    int port = number(Key.PORT, 0, 65_535);
    var usual = HttpConfig.on(host, port);
    var url = values.getOrDefault(Key.STORE, "");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      faults.add("store: begin it with jdbc:postgresql://, or leave it out");
    }
    return new Settings(
        Path.of(text(Key.DATA)).toAbsolutePath().normalize(),
        new HttpConfig(host, port, usual.maxBody(), number(Key.RATE, 1, 10_000_000), usual.grace()),
        url.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Settings.Postgres(
                    url, text(Key.STORE_USER), values.getOrDefault(Key.STORE_PASSWORD, ""))),
        text(Key.PLACE),
        text(Key.NAME),
        Path.of(text(Key.CATALOG)).toAbsolutePath().normalize(),
        new Settings.Loop(
            duration(Key.RESYNC, Duration.ofSeconds(1)),
            duration(Key.LEASE, Duration.ofSeconds(1)),
            number(Key.PASSES, 1, 100_000),
            number(Key.STEPS_PER_PROJECT, 1, 100_000)),
        new Settings.MichmanPort(
            number(Key.MICHMAN_PORT, 0, 65_535),
            new ReadEntrance(values, faults)
                .read(
                    duration(Key.SESSION_IDLE, Duration.ofSeconds(1)),
                    duration(Key.SESSION_LIFETIME, Duration.ofSeconds(1)))),
        site(),
        new ReadVaultAt(values, faults).read());
  }

  private MichmanSite site() {
    var logs = values.getOrDefault(Key.MICHMAN_LOGS, "");
    var logstash = values.getOrDefault(Key.MICHMAN_LOGSTASH, "");
    var address = Logstash.Address.of(logstash);
    if (!logstash.isEmpty() && address.isEmpty()) {
      faults.add("%s: write host:port of its TCP input".formatted(Key.MICHMAN_LOGSTASH.text()));
    }
    var directory = logs.isEmpty() ? Path.of(text(Key.DATA), "michman") : Path.of(logs);
    return new MichmanSite(
        text(Key.MICHMAN_REGION),
        michman.vars(),
        michman.region(),
        directory.toAbsolutePath().normalize(),
        address,
        michman.secrets());
  }

  private String text(Key key) {
    var value = values.getOrDefault(key, "");
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      faults.add(key.text() + ": give the " + key.what());
      return "-";
    }
    return value;
  }

  private int number(Key key, int min, int max) {
    var value = values.getOrDefault(key, "");
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    faults.add("%s: '%s' is not a number from %d to %d".formatted(key.text(), value, min, max));
    return min;
  }

  private Duration duration(Key key, Duration min) {
    var value = values.getOrDefault(key, "");
    var read = Units.duration(value).filter(d -> d.compareTo(min) >= 0);
    if (read.isEmpty()) {
      faults.add("%s: '%s': %s, 1s at least".formatted(key.text(), value, Units.DURATION_RULE));
    }
    return read.orElse(min);
  }
}
