package io.sutler.driver.process;

import io.sutler.domain.Units;
import io.sutler.driver.ComponentView;
import io.sutler.driver.local.Signal;
import io.sutler.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says in a process component's {@code with}.
 *
 * @param prepare run before each start; empty for none
 * @param reload run instead of a restart when only settings changed; empty for none
 * @param stopSignal how it is asked to end
 * @param stopWithin how long it may take to end before it is killed
 */
record ProcessInputs(
    List<String> command,
    List<String> prepare,
    List<String> reload,
    Map<String, Port> ports,
    Signal stopSignal,
    Duration stopWithin) {
  private static final Duration USUAL_STOP = Duration.ofSeconds(30);

  /** A port by its preferred number; a fixed one is never another. */
  record Port(int number, boolean fixed) {}

  static ProcessInputs of(ComponentView c) {
    var inputs = c.desired().inputs();
    var stop = map(inputs.get("stop"));
    return new ProcessInputs(
        words(inputs.get("command")),
        words(inputs.get("prepare")),
        words(inputs.get("reload")),
        ports(map(inputs.get("ports"))),
        Signal.valueOf(stop.getOrDefault("signal", "TERM").toString()),
        Optional.ofNullable(stop.get("within"))
            .flatMap(text -> Units.duration(text.toString()))
            .orElse(USUAL_STOP));
  }

  /** Digest of all that only a restart can change. */
  static String shape(ComponentView c) {
    var inputs = new TreeMap<>(c.desired().inputs());
    List.of("settings", "reload", "stop", "adopt").forEach(inputs::remove);
    inputs.put("bundle", c.desired().bundle());
    return Json.digest(inputs);
  }

  private static Map<String, Port> ports(Map<String, Object> wanted) {
    var ports = new TreeMap<String, Port>();
    wanted.forEach((name, value) -> {
      var port = map(value);
      ports.put(
          name,
          value instanceof Number n
              ? new Port(n.intValue(), false)
              : new Port(
                  port.get("port") instanceof Number n ? n.intValue() : 0,
                  Boolean.TRUE.equals(port.get("fixed"))));
    });
    return ports;
  }

  private static List<String> words(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
