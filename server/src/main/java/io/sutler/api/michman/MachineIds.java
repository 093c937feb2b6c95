package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The ids of images and flavors: made of their names, so that those which were made through another
 * face have one too, but for those that are kept because a name changed or Michman gave the id.
 * Thread-safe.
 */
record MachineIds(Records<MachineIds.Kept> records) {
  static final String IMAGE = "image";
  static final String FLAVOR = "flavor";
  private static final String GONE = "gone";

  /** Whose id it is. */
  record Kept(@JsonProperty("Kind") String kind, @JsonProperty("Name") String name) {}

  /** As they stand now: id by kind and name. */
  record Known(Map<String, String> kept) {
    String of(String kind, String name) {
      var known = kept.get(key(kind, name));
      if (known != null) {
        return known;
      }
      var made = made(key(kind, name));
      // its former owner has it still, by another name
      return kept.containsValue(made) ? made(key(kind, name) + "/") : made;
    }
  }

  Known known(Caller caller) {
    return new Known(
        records.all(caller).stream()
            .collect(
                Collectors.toMap(
                    k -> key(k.value().kind(), k.value().name()), Records.Kept::id, (a, b) -> a)));
  }

  /** From now on the id is of that name; an empty one is not kept. */
  void keep(Caller caller, String kind, String name, String id) {
    if (!id.isEmpty() && !known(caller).of(kind, name).equals(id)) {
      forget(caller, kind, name);
      write(caller, id, new Kept(kind, name));
    }
  }

  /** An id that was kept is nobody's then: whoever has the name that it was made of has another. */
  void forget(Caller caller, String kind, String name) {
    records
        .find(caller, Optional.empty(), key(kind, name))
        .ifPresent(k -> write(caller, k.id(), new Kept(GONE, k.id())));
  }

  private void write(Caller caller, String id, Kept kept) {
    records
        .find(caller, Optional.empty(), id)
        .ifPresent(k -> records.remove(caller, Optional.empty(), k));
    var name = key(kept.kind(), kept.name());
    var unused = records.create(caller, Optional.empty(), id, name, kept);
  }

  private static String key(String kind, String name) {
    return kind + "/" + name;
  }

  private static String made(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
