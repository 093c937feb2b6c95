package io.sutler.driver.ansible;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks texts so that Ansible never takes them for templates: a user's text is data. */
final class Inert {
  private static final String UNSAFE = "__ansible_unsafe";
  private static final String VAULT = "__ansible_vault";

  private Inert() {}

  static Map<String, Object> data(Map<String, Object> data) {
    var inert = new LinkedHashMap<String, Object>();
    data.forEach((name, value) -> {
      // such a key would make Ansible read its map as something else
      if (!name.equals(UNSAFE) && !name.equals(VAULT)) {
        inert.put(name, value(value));
      }
    });
    return inert;
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case String text when text.contains("{") -> Map.of(UNSAFE, text);
      case Map<?, ?> map -> data((Map<String, Object>) map);
      case List<?> list -> list.stream().map(Inert::value).toList();
      case null -> null;
      case Object other -> other;
    };
  }
}
