package io.sutler.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.domain.Refusal;
import java.util.Set;

/**
 * What no body may hold: the characters that placeholders of secrets are made of, anywhere, and
 * null outside of free data.
 */
final class ForbiddenText {
  /** Fields whose value is JSON of the caller's own shape. */
  private static final Set<String> FREE = Set.of("params", "settings");

  private ForbiddenText() {}

  /**
   * @throws Refusal INVALID with a pointer
   */
  static void refuse(JsonNode tree) {
    refuse(tree, "", false);
  }

  private static void refuse(JsonNode node, String pointer, boolean free) {
    if (node.isTextual()) {
      refuse(node.textValue(), pointer);
    } else if (node.isNull() && !free) {
      throw Refusal.invalid(pointer, "null is not a value here: leave the field out");
    } else if (node.isObject()) {
      for (var field : node.properties()) {
        refuse(field.getKey(), pointer);
        var value = field.getValue();
        boolean within = free || (FREE.contains(field.getKey()) && value.isObject());
        refuse(value, pointer + "/" + JsonFault.escape(field.getKey()), within);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        refuse(node.get(i), pointer + "/" + i, free);
      }
    }
  }

  private static void refuse(String text, String pointer) {
    if (text.chars().anyMatch(c -> c <= 2)) {
      throw Refusal.invalid(
          pointer, "the characters U+0000 to U+0002 cannot be used: leave them out");
    }
  }
}
