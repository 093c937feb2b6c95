package io.sutler.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sutler.domain.Desired;
import io.sutler.domain.Failure;
import io.sutler.domain.Member;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the JSON columns hold. Thread-safe. */
final class JsonColumns {
  static final Decoded<Desired> DESIRED = new Decoded<>(Json.mapper().readerFor(Desired.class));
  static final Decoded<Observed> OBSERVED = new Decoded<>(Json.mapper().readerFor(Observed.class));
  static final ObjectReader FAILURE = Json.mapper().readerFor(Failure.class);
  static final ObjectReader DATA =
      Json.mapper().readerFor(new TypeReference<Map<String, Object>>() {});
  static final ObjectReader OUTPUTS =
      Json.mapper().readerFor(new TypeReference<Map<String, OutputValue>>() {});
  static final ObjectReader MEMBERS = Json.mapper().readerFor(new TypeReference<List<Member>>() {});
  static final ObjectReader TEXTS = Json.mapper().readerFor(new TypeReference<Set<String>>() {});
  static final ObjectReader NUMBERS =
      Json.mapper().readerFor(new TypeReference<Map<String, Long>>() {});
  static final ObjectReader NAMES =
      Json.mapper().readerFor(new TypeReference<Map<String, String>>() {});

  private JsonColumns() {}

  static <T> T read(ObjectReader as, String text) {
    try {
      return as.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds JSON that does not fit", e);
    }
  }

  static Map<String, Object> data(String text) {
    return text.equals("{}") ? Map.of() : read(DATA, text);
  }

  static Map<String, OutputValue> outputs(String text) {
    return text.equals("{}") ? Map.of() : read(OUTPUTS, text);
  }
}
