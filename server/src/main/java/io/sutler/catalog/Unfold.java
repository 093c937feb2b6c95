package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at {@code when} and {@code for_each}. A list of texts goes by those texts, another list by
 * its indices, a map by its keys.
 */
final class Unfold {
  private static final int MOST_EACH = 500;
  private static final int MOST_ALL = 2_000;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  /** How many components there may yet be, in all plans of a deployment together. */
  static final class Budget {
    private int left = MOST_ALL;

    private boolean take(int count) {
      left -= count;
      return left >= 0;
    }
  }

  private final FillTemplates fill;
  private final Scope scope;
  private final String prefix;
  private final Budget budget;

  Unfold(FillTemplates fill, Scope scope, String prefix, Budget budget) {
    this.fill = fill;
    this.scope = scope;
    this.prefix = prefix;
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  Instances unfold(ComponentSpec spec) {
    try {
      if (spec.when().isPresent() && !holds(spec.when().get())) {
        return new Instances.LeftOut();
      }
      List<Instances.One> list =
          spec.forEach().isPresent()
              ? each(spec, evaluate(spec.forEach().get()))
              : List.of(
                  new Instances.One(spec, prefix + spec.name(), Optional.empty(), Space.EMPTY));
      if (!budget.take(list.size())) {
        throw CannotFill.never(
            "the deployment would have more than " + MOST_ALL + " components: make it smaller");
      }
      return new Instances.These(list);
    } catch (CannotFill e) {
      return new Instances.Unclear(e.missing());
    }
  }

  private boolean holds(String when) throws CannotFill {
    if (evaluate(when) instanceof Boolean yes) {
      return yes;
    }
    throw CannotFill.never("its 'when' gives neither true nor false: compare something");
  }

  private List<Instances.One> each(ComponentSpec spec, Object value) throws CannotFill {
    Map<String, Object> byKey = new LinkedHashMap<>();
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, item) -> byKey.put(key.toString(), item));
      case List<?> list -> {
        boolean texts = list.stream().allMatch(String.class::isInstance);
        for (int i = 0; i < list.size(); i++) {
          var item = list.get(i);
          if (byKey.put(texts ? item.toString() : Integer.toString(i), item) != null) {
            throw CannotFill.never("its 'for_each' has the same text twice: remove one");
          }
        }
      }
      default -> throw CannotFill.never("its 'for_each' gives neither a list nor a map");
    }
    if (byKey.size() > MOST_EACH) {
      throw CannotFill.never("its 'for_each' gives more than " + MOST_EACH + " items: use fewer");
    }
    List<Instances.One> list = new ArrayList<>();
    for (var entry : byKey.entrySet()) {
      String key = entry.getKey();
      if (!KEY.matcher(key).matches()) {
        throw CannotFill.never(
            "its 'for_each' gives a key that is no name: use 1 to 63 of a-z, A-Z, 0-9, _ and -");
      }
      var each = Space.of(Map.of("key", key, "value", entry.getValue()));
      list.add(
          new Instances.One(spec, prefix + spec.name() + "[" + key + "]", Optional.of(key), each));
    }
    return list;
  }

  private Object evaluate(String expression) throws CannotFill {
    try {
      return switch (expression) {
        case "true" -> true;
        case "false" -> false;
        default -> fill.evaluate(Template.bare(expression), scope);
      };
    } catch (MalformedTemplate e) {
      throw CannotFill.never(e.sentence());
    }
  }
}
