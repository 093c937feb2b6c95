package io.sutler.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * The words of JSON Schema 2020-12 that parameters may use: all but references, which would let a
 * schema reach outside itself or go round in circles. A word that is none is a fault, not ignored.
 */
final class SchemaWords {
  private static final Set<String> ONE =
      Set.of(
          "items",
          "contains",
          "not",
          "if",
          "then",
          "else",
          "propertyNames",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> MAPS =
      Set.of("properties", "patternProperties", "dependentSchemas");
  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "enum",
          "const",
          "default",
          "examples",
          "title",
          "description",
          "format",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties",
          "required",
          "dependentRequired",
          "readOnly",
          "writeOnly",
          "deprecated",
          "$comment",
          "contentEncoding",
          "contentMediaType");
  private static final Set<String> FORMATS =
      Set.of(
          "date",
          "date-time",
          "time",
          "duration",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uuid",
          "regex");
  private static final Set<String> ALL = new HashSet<>();

  static {
    ALL.addAll(ONE);
    ALL.addAll(LISTS);
    ALL.addAll(MAPS);
    ALL.addAll(PLAIN);
  }

  private final Faults faults;

  SchemaWords(Faults faults) {
    this.faults = faults;
  }

  /**
   * @param also words that are ours
   */
  void check(Node.Mapping schema, Set<String> also) {
    schema
        .entries()
        .forEach((word, entry) -> {
          if (!also.contains(word) && !word.startsWith("x-")) {
            check(word, entry);
          }
        });
  }

  private void check(String word, Node.Entry entry) {
    var value = entry.value();
    if (ONE.contains(word)) {
      check(value);
    } else if (LISTS.contains(word)) {
      if (value instanceof Node.Items items) {
        items.nodes().forEach(this::check);
      }
    } else if (MAPS.contains(word)) {
      if (value instanceof Node.Mapping map) {
        map.entries()
            .forEach((key, each) -> {
              if (word.equals("patternProperties")) {
                pattern(key, each.line());
              }
              check(each.value());
            });
      }
    } else if (word.equals("pattern")) {
      pattern(value.data().toString(), value.line());
    } else if (word.equals("format")) {
      format(value);
    } else if (word.startsWith("$") && !word.equals("$comment")) {
      faults.add(
          entry.line(), "'" + Fields.brief(word) + "' is not accepted: write the schema out");
    } else if (!PLAIN.contains(word)) {
      faults.add(
          entry.line(),
          "JSON Schema has no word '"
              + Fields.brief(word)
              + "'"
              + DidYouMean.hint(word, ALL)
              + ": correct it, or start it with x-");
    }
  }

  private void check(Node node) {
    if (node instanceof Node.Mapping mapping) {
      check(mapping, Set.of());
    }
  }

  private void pattern(String pattern, int line) {
    if (!Schemas.isPattern(pattern)) {
      faults.add(
          line,
          "the pattern is not accepted: use RE2 syntax, which has no look-around and no"
              + " back-references");
    }
  }

  private void format(Node value) {
    if (value.data() instanceof String format && !FORMATS.contains(format)) {
      faults.add(
          value.line(),
          "there is no format '"
              + Fields.brief(format)
              + "'"
              + DidYouMean.hintOrList(format, FORMATS));
    }
  }
}
