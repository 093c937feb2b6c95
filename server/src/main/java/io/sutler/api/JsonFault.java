package io.sutler.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.sutler.domain.Refusal;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in a sentence what is wrong with a JSON body, and where. */
final class JsonFault {
  private JsonFault() {}

  static Refusal of(JsonProcessingException fault) {
    return Refusal.invalid(pointer(fault), bounded(sentence(fault)));
  }

  private static String sentence(JsonProcessingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          "unknown field '%s': there are %s".formatted(unknown.getPropertyName(), known(unknown));
      case MismatchedInputException missing
          when missing.getOriginalMessage().startsWith("Missing required") ->
          "a required field is missing: add it";
      case MismatchedInputException wrong -> "not " + expected(wrong) + ": change its type";
      case StreamConstraintsException deep ->
          "the JSON is nested too deeply or a value is too long: make it simpler";
      case JsonProcessingException other ->
          Optional.ofNullable(other.getLocation())
                  .map(at -> "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr()))
                  .orElse("")
              + "this is not valid JSON: "
              + other.getOriginalMessage();
    };
  }

  private static String known(UnrecognizedPropertyException unknown) {
    var ids = Optional.ofNullable(unknown.getKnownPropertyIds());
    return ids.stream()
        .flatMap(Collection::stream)
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String expected(MismatchedInputException wrong) {
    var type = Optional.ofNullable(wrong.getTargetType()).map(Class::getSimpleName).orElse("");
    return switch (type) {
      case "String" -> "a text";
      case "boolean", "Boolean" -> "true or false";
      case "int", "long", "Integer", "Long" -> "a whole number";
      case "double", "Double" -> "a number";
      case "List", "ArrayList" -> "a list";
      case String other -> "an object";
    };
  }

  private static String pointer(JsonProcessingException fault) {
    if (!(fault instanceof JsonMappingException mapping)) {
      return "";
    }
    return mapping.getPath().stream()
        .map(at ->
            "/"
                + Optional.ofNullable(at.getFieldName())
                    .map(JsonFault::escape)
                    .orElseGet(() -> String.valueOf(at.getIndex())))
        .collect(Collectors.joining());
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String bounded(String sentence) {
    return sentence.length() <= 400 ? sentence : sentence.substring(0, 400) + "...";
  }
}
