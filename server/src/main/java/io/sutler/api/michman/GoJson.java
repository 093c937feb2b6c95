package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import java.io.IOException;
import java.util.Map;

/**
 * JSON as Go's {@code encoding/json} reads and writes it: field names in any case, unknown fields
 * ignored, null as nothing, no conversions between kinds; empty values left out.
 */
final class GoJson {
  private static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 50;
  private static final String TYPE = "application/json";
  private static final JsonMapper MAPPER = mapper();
  private static final ObjectReader LOOSE =
      MAPPER.reader().with(JsonReadFeature.ALLOW_SINGLE_QUOTES);

  private GoJson() {}

  private static JsonMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .build();
    var texts = mapper.coercionConfigFor(LogicalType.Textual);
    texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(MOST_BYTES)
                .maxNumberLength(100)
                .build());
    return mapper;
  }

  /**
   * A body of whatever media type: curl sends forms unless told otherwise.
   *
   * @throws Fault JSON
   */
  static <T> T body(Ask ask, Class<T> type) {
    try {
      var value = MAPPER.readValue(ask.anyBytes(MOST_BYTES), type);
      if (value == null) {
        throw Fault.json();
      }
      return value;
    } catch (IOException e) {
      throw Fault.json();
    }
  }

  static Answer answer(int status, Object body) {
    try {
      return new Answer.Raw(status, TYPE, MAPPER.writeValueAsBytes(body), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same answer with further headers. */
  static Answer with(Answer answer, Map<String, String> headers) {
    return answer instanceof Answer.Raw raw
        ? new Answer.Raw(raw.code(), raw.type(), raw.body(), headers)
        : answer;
  }

  /** As a document's data. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> data(Object value) {
    return MAPPER.convertValue(value, Map.class);
  }

  /** From a document's data. */
  static <T> T read(Map<String, Object> data, Class<T> type) {
    return MAPPER.convertValue(data, type);
  }

  /** Whether a text is a JSON array whose elements all pass. */
  static boolean isList(String text, java.util.function.Predicate<Object> each) {
    return isList(MAPPER.reader(), text, each);
  }

  /** The same, where texts may be in single quotes. */
  static boolean isLooseList(String text, java.util.function.Predicate<Object> each) {
    return isList(LOOSE, text, each);
  }

  private static boolean isList(
      ObjectReader reader, String text, java.util.function.Predicate<Object> each) {
    try {
      return reader.forType(Object.class).readValue(text) instanceof java.util.List<?> list
          && list.stream().allMatch(e -> e != null && each.test(e));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** An array that {@link #isList} or {@link #isLooseList} let pass. */
  static java.util.List<?> list(String text) {
    try {
      return LOOSE.forType(java.util.List.class).readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
