package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What this server is and how it does.
 *
 * @param place the machine whose local region it serves
 * @param store sqlite or postgresql
 * @param accepts whether a write would be accepted now
 * @param counts how much there is, of all tenants together; empty but for admins
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SystemInfo(
    String name,
    String version,
    String installation,
    String place,
    String store,
    long pid,
    Instant startedAt,
    boolean accepts,
    List<String> drivers,
    Map<String, Long> counts) {
  public SystemInfo {
    drivers = drivers == null ? List.of() : List.copyOf(drivers);
    counts = counts == null ? Map.of() : counts;
  }

  /** What everybody may know. */
  public SystemInfo withoutCounts() {
    return new SystemInfo(
        name, version, installation, place, store, pid, startedAt, accepts, drivers, Map.of());
  }
}
