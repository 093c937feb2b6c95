package io.sutler.driver.servers;

import io.sutler.cloud.MachineOrder.Disk;
import io.sutler.domain.Units;
import io.sutler.driver.ComponentView;
import io.sutler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says in a servers component's {@code with}.
 *
 * @param role of every member; may be empty
 * @param key a private SSH key, clear; empty for none
 * @param keys further public keys
 * @param keyPairs names of the project's stored keys that are let in too
 * @param givesKey the private key is an output
 * @param password root's, clear; empty for none
 * @param settings network, security groups, ...: what this cloud understands
 */
record ServersInputs(
    int count,
    String role,
    String flavor,
    String image,
    Optional<String> key,
    List<String> keys,
    List<String> keyPairs,
    boolean givesKey,
    Optional<String> password,
    List<Disk> disks,
    Map<String, Object> settings) {

  static ServersInputs of(ComponentView c) {
    var inputs = c.desired().inputs();
    return new ServersInputs(
        inputs.get("count") instanceof Number n ? n.intValue() : 1,
        text(inputs.get("role")).orElse(""),
        text(inputs.get("flavor")).orElse(Orders.USUAL),
        text(inputs.get("image")).orElse(Orders.USUAL),
        text(inputs.get("key")),
        lines(inputs.get("keys")),
        lines(inputs.get("key_pairs")),
        Boolean.TRUE.equals(inputs.get("give_key")),
        text(inputs.get("password")),
        disks(inputs.get("disks")),
        map(inputs.get("settings")));
  }

  /** Whether its machines are to be entered: SSH must answer before they count as up. */
  static boolean isEntered(ComponentView c) {
    return !"none".equals(c.desired().inputs().get("reach"));
  }

  /** The members' names, in order: {@code component-0}, {@code component-1}, ... */
  static List<String> members(ComponentView c) {
    return IntStream.range(0, of(c).count()).mapToObj(i -> c.desired().name() + "-" + i).toList();
  }

  /**
   * Of all that only a new machine can have; who may enter it, and what a flavor's name stands for
   * by now, are no reason to make it anew.
   */
  String digest() {
    var shape = new TreeMap<String, Object>();
    shape.put("flavor", flavor);
    shape.put("image", image);
    shape.put("disks", disks.stream().map(d -> d.name() + " " + d.mount()).sorted().toList());
    shape.put("settings", settings);
    return Json.digest(shape);
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private static List<String> lines(@Nullable Object value) {
    var lines = new ArrayList<String>();
    if (value instanceof List<?> list) {
      list.forEach(line -> lines.addAll(String.valueOf(line).lines().toList()));
    } else {
      text(value).ifPresent(t -> lines.addAll(t.lines().toList()));
    }
    return lines.stream().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList();
  }

  private static List<Disk> disks(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream()
            .map(ServersInputs::map)
            .map(d ->
                new Disk(
                    String.valueOf(d.get("name")),
                    Units.size(String.valueOf(d.get("size"))).orElse(0L),
                    String.valueOf(d.get("mount"))))
            .toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
