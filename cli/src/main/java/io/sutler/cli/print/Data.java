package io.sutler.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import java.util.Optional;

/** JSON of the native API. Reads what a newer server adds without complaint. Thread-safe. */
public final class Data {
  // Trees need no modules, and loading those costs the shortest commands a quarter of their time.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final class Records {
    static final ObjectMapper MAPPER =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
  }

  private Data() {}

  /**
   * @throws Mishap when it is not JSON
   */
  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Mishap(Exit.FAILED, "what came is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A record of the wire from its tree. */
  public static <T> T as(JsonNode tree, Class<T> type) {
    try {
      return Records.MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new Mishap(
          Exit.FAILED,
          "the server speaks another version of the API: its " + type.getSimpleName() + " is odd",
          e,
          "compare: sutler version, sutler system status");
    }
  }

  /** An empty object to be filled. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A text. */
  public static JsonNode text(String text) {
    return MAPPER.getNodeFactory().textNode(text);
  }

  /** One JSON value, when it is one. */
  public static Optional<JsonNode> maybe(String text) {
    try {
      var tree = MAPPER.readTree(text);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Any data as a tree. */
  public static JsonNode ofData(Object data) {
    return Records.MAPPER.valueToTree(data);
  }

  /** One line. */
  public static String compact(Object data) {
    try {
      return data instanceof JsonNode ? data.toString() : Records.MAPPER.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new Mishap(Exit.FAILED, "it cannot be written as JSON", e);
    }
  }

  /** Indented, for people. */
  public static String pretty(JsonNode data) {
    return data.toPrettyString();
  }

  /** As Java maps, lists and scalars. */
  public static Object plain(JsonNode data) {
    return MAPPER.convertValue(data, Object.class);
  }
}
