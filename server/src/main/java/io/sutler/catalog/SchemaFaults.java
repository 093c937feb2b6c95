package io.sutler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Says in sentences what a schema finds wrong with a value, without repeating the value. */
final class SchemaFaults {
  private static final Set<String> CHOICES =
      Set.of("oneOf", "anyOf", "not", "if", "then", "else", "contains", "uniqueItems");

  /**
   * What is wrong, and where: names and indices from the value's root.
   *
   * @param missing the property that is not there; else empty
   */
  record Found(List<Object> path, String sentence, Optional<String> missing) {
    /** As a JSON pointer behind {@code start}. */
    String pointer(String start) {
      var pointer = new StringBuilder(start);
      for (var step : path) {
        pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
      }
      return pointer.toString();
    }
  }

  private SchemaFaults() {}

  static List<Found> of(Schema schema, Object value) {
    return found(Schemas.validate(schema, value));
  }

  /** The same, with texts that hold templates taken for whatever the schema wants. */
  static List<Found> ofTemplates(Schema schema, Map<String, Object> value) {
    return excusing(schema, value, Template::isIn);
  }

  /** The same, with texts that hold sealed secrets taken for whatever the schema wants. */
  static List<Found> ofSealed(Schema schema, Map<String, Object> value) {
    return excusing(schema, value, SecretRef::isIn);
  }

  private static List<Found> excusing(
      Schema schema, Map<String, Object> value, Predicate<String> unknown) {
    return found(
        Schemas.validate(schema, value).stream()
            .filter(e -> !isExcused(e, value, unknown))
            .toList());
  }

  private static boolean isExcused(
      Error error, Map<String, Object> value, Predicate<String> unknown) {
    var path = path(error);
    return at(value, path) instanceof String text && unknown.test(text)
        || isChoice(error)
            && hasUnknown(path.isEmpty() ? value : at(value, path.subList(0, 1)), unknown);
  }

  /** One for each place: the forms that a choice offers are told in one sentence. */
  private static List<Found> found(List<Error> errors) {
    Map<List<Object>, Set<String>> forms = new LinkedHashMap<>();
    Set<Found> all = new LinkedHashSet<>();
    for (var error : errors) {
      var found = found(error);
      if (isChoice(error) && !CHOICES.contains(String.valueOf(error.getKeyword()))) {
        forms.computeIfAbsent(found.path(), path -> new LinkedHashSet<>()).add(found.sentence());
      } else {
        all.add(found);
      }
    }
    forms.forEach((path, sentences) -> {
      all.removeIf(other -> other.path().equals(path));
      all.add(new Found(path, String.join(", or ", sentences), Optional.empty()));
    });
    return List.copyOf(all);
  }

  private static boolean isChoice(Error error) {
    var evaluation = error.getEvaluationPath();
    for (int i = 0; i < evaluation.getNameCount(); i++) {
      if (CHOICES.contains(evaluation.getElement(i).toString())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnknown(Object value, Predicate<String> unknown) {
    return switch (value) {
      case String text -> unknown.test(text);
      case Map<?, ?> map -> map.values().stream().anyMatch(v -> hasUnknown(v, unknown));
      case Collection<?> list -> list.stream().anyMatch(v -> hasUnknown(v, unknown));
      default -> false;
    };
  }

  private static Object at(Object value, List<Object> path) {
    Object at = value;
    for (var step : path) {
      Object next =
          switch (at) {
            case Map<?, ?> map -> map.get(step.toString());
            case List<?> list when step instanceof Integer i && i < list.size() -> list.get(i);
            default -> null;
          };
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static List<Object> path(Error error) {
    List<Object> path = new ArrayList<>();
    var location = error.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      path.add(location.getElement(i));
    }
    return path;
  }

  private static Found found(Error error) {
    var keyword = String.valueOf(error.getKeyword());
    Optional<String> missing =
        keyword.equals("required") ? Optional.ofNullable(error.getProperty()) : Optional.empty();
    return new Found(path(error), sentence(keyword, error), missing);
  }

  private static String sentence(String keyword, Error error) {
    var beside = beside(error);
    if (keyword.equals("false") && beside.isPresent()) {
      return "cannot be given together with '%s': give one of them".formatted(beside.get());
    }
    var want = error.getSchemaNode();
    String property = Fields.brief(String.valueOf(error.getProperty()));
    return switch (keyword) {
      case "type" -> "must be " + types(want);
      case "required" -> "'" + property + "' is missing: give it";
      case "additionalProperties", "unevaluatedProperties", "false" ->
          "there is no '" + property + "' here: remove it";
      case "enum" -> "must be one of " + list(want);
      case "const" -> "must be " + want;
      case "minimum" -> "must be at least " + want;
      case "maximum" -> "must be at most " + want;
      case "exclusiveMinimum" -> "must be more than " + want;
      case "exclusiveMaximum" -> "must be less than " + want;
      case "multipleOf" -> "must be a multiple of " + want;
      case "minLength" -> "must have at least " + want + " characters";
      case "maxLength" -> "must have at most " + want + " characters";
      case "minItems" -> "must have at least " + want + " items";
      case "maxItems" -> "must have at most " + want + " items";
      case "minProperties" -> "must have at least " + want + " fields";
      case "maxProperties" -> "must have at most " + want + " fields";
      case "uniqueItems" -> "must not have the same item twice";
      case "pattern" -> "must match the pattern " + Fields.brief(want.asText());
      case "format" -> "must be a valid " + want.asText();
      case "not" -> "is one of the values that are not allowed";
      case "oneOf", "anyOf" -> "fits none of the forms that are allowed, or more than one";
      default -> "does not fit what its schema says under '" + keyword + "'";
    };
  }

  /** The property whose presence brought the rule. */
  private static Optional<String> beside(Error error) {
    var evaluation = error.getEvaluationPath();
    for (int i = 0; i + 1 < evaluation.getNameCount(); i++) {
      if (evaluation.getElement(i).toString().equals("dependentSchemas")) {
        return Optional.of(evaluation.getElement(i + 1).toString());
      }
    }
    return Optional.empty();
  }

  private static String types(JsonNode want) {
    return want.isArray()
        ? String.join(
            " or ",
            StreamSupport.stream(want.spliterator(), false).map(n -> type(n.asText())).toList())
        : type(want.asText());
  }

  private static String type(String type) {
    return switch (type) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "string" -> "text";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "a map of fields";
      default -> type;
    };
  }

  private static String list(JsonNode want) {
    return String.join(
        ", ",
        StreamSupport.stream(want.spliterator(), false)
            .limit(20)
            .map(n -> n.isTextual() ? n.asText() : n.toString())
            .toList());
  }
}
