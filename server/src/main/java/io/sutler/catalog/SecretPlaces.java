package io.sutler.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks users' data beside its schema, to find what the schema calls secret ({@code writeOnly:
 * true}), however deep. What stands below a secret is secret too; where a schema offers a choice,
 * one form that says so is enough.
 */
public final class SecretPlaces {
  private static final List<String> FORMS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> BRANCHES = List.of("if", "then", "else");

  /** What to do with a value. */
  public interface Visit {
    /**
     * @param path names and indices from the root
     * @param secret whether its schema says so
     * @param fields that its schema names
     * @return what takes its place; empty to go on inside it
     */
    Optional<Object> at(List<Object> path, Object value, boolean secret, Set<String> fields);
  }

  private final Visit visit;

  private SecretPlaces(Visit visit) {
    this.visit = visit;
  }

  /** A copy of an object, with every value as {@code visit} wants it. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> walk(
      Map<String, Object> schema, Map<String, Object> data, Visit visit) {
    return (Map<String, Object>)
        new SecretPlaces(visit).inside(List.of(), data, forms(List.of(schema)), false);
  }

  private Object walk(List<Object> path, Object value, List<Map<?, ?>> direct, boolean above) {
    var schemas = forms(direct);
    boolean secret =
        above || schemas.stream().anyMatch(s -> Boolean.TRUE.equals(s.get("writeOnly")));
    return visit
        .at(path, value, secret, fields(schemas))
        .orElseGet(() -> inside(path, value, schemas, secret));
  }

  private Object inside(List<Object> path, Object value, List<Map<?, ?>> schemas, boolean secret) {
    return switch (value) {
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> {
          var name = String.valueOf(key);
          out.put(name, walk(below(path, name), each, ofField(schemas, name), secret));
        });
        yield out;
      }
      case List<?> list -> {
        var out = new ArrayList<Object>();
        for (int i = 0; i < list.size(); i++) {
          out.add(walk(below(path, i), list.get(i), ofItem(schemas, i), secret));
        }
        yield out;
      }
      case Object scalar -> scalar;
    };
  }

  private static List<Object> below(List<Object> path, Object step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** The schemas themselves, and every form that they offer. */
  private static List<Map<?, ?>> forms(List<? extends Map<?, ?>> schemas) {
    var all = new ArrayList<Map<?, ?>>();
    for (var schema : schemas) {
      all.add(schema);
      var parts = new ArrayList<Map<?, ?>>();
      BRANCHES.forEach(word -> asSchema(schema.get(word), parts));
      for (var word : FORMS) {
        if (schema.get(word) instanceof List<?> list) {
          list.forEach(part -> asSchema(part, parts));
        }
      }
      all.addAll(forms(parts));
    }
    return all;
  }

  private static Set<String> fields(List<Map<?, ?>> schemas) {
    var names = new LinkedHashSet<String>();
    for (var schema : schemas) {
      if (schema.get("properties") instanceof Map<?, ?> properties) {
        properties.keySet().forEach(name -> names.add(String.valueOf(name)));
      }
    }
    return names;
  }

  private static List<Map<?, ?>> ofField(List<Map<?, ?>> schemas, String name) {
    var found = new ArrayList<Map<?, ?>>();
    for (var schema : schemas) {
      if (schema.get("properties") instanceof Map<?, ?> properties
          && properties.containsKey(name)) {
        asSchema(properties.get(name), found);
      } else {
        asSchema(schema.get("additionalProperties"), found);
        asSchema(schema.get("unevaluatedProperties"), found);
      }
      if (schema.get("patternProperties") instanceof Map<?, ?> patterns) {
        patterns.values().forEach(each -> asSchema(each, found));
      }
    }
    return found;
  }

  private static List<Map<?, ?>> ofItem(List<Map<?, ?>> schemas, int index) {
    var found = new ArrayList<Map<?, ?>>();
    for (var schema : schemas) {
      if (schema.get("prefixItems") instanceof List<?> list && index < list.size()) {
        asSchema(list.get(index), found);
      } else {
        asSchema(schema.get("items"), found);
        asSchema(schema.get("unevaluatedItems"), found);
      }
    }
    return found;
  }

  private static void asSchema(
      @org.jspecify.annotations.Nullable Object data, List<Map<?, ?>> into) {
    if (data instanceof Map<?, ?> schema) {
      into.add(schema);
    }
  }
}
