package io.sutler.driver.servers;

import io.sutler.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machines that there were when they were last met, and the host key that each showed first:
 * trusted from then on. Kept as the component's handle, so that it is what every server knows.
 *
 * @param login the account that all are entered by
 * @param hosts by the machine's handle
 */
record Met(String login, Map<String, Host> hosts) {
  static final Met NOBODY = new Met("root", Map.of());

  /**
   * @param key shown at the first meeting; empty where it was not asked for
   * @param since when the machine had been started by the last meeting
   * @param other another key, shown later; empty for none
   */
  record Host(String key, Optional<Instant> since, String other) {}

  /** Machines that nobody enters are remembered too: of one not seen, nothing may be concluded. */
  static Met unentered(List<Seen> seen, String login) {
    Map<String, Host> hosts = new TreeMap<>();
    for (var one : seen) {
      hosts.put(one.machine().handle(), new Host("", one.machine().since(), ""));
    }
    return new Met(login, hosts);
  }

  static Met of(Optional<String> handle) {
    try {
      return handle.map(text -> Json.read(text, Met.class)).orElse(NOBODY);
    } catch (IllegalArgumentException e) {
      return NOBODY;
    }
  }

  String handle() {
    return Json.write(new Met(login, new TreeMap<>(hosts)));
  }
}
