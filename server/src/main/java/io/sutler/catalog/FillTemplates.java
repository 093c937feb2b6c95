package io.sutler.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fills in templates. Plain paths are walked here; all else goes to CEL, which is not loaded before
 * the first expression that needs it. Thread-safe.
 */
final class FillTemplates {
  /** A CEL program: from values by root name to a value. */
  interface Program {
    @org.jspecify.annotations.Nullable
    Object run(Map<String, Object> roots) throws CannotFill;
  }

  /** An expression and the roots that are variables to it. */
  private record Key(String source, List<String> roots) {}

  private final BoundedCache<Key, Program> programs = new BoundedCache<>(4_000);
  private final BoundedCache<String, Template> templates = new BoundedCache<>(10_000);

  /** Data with all texts filled in. */
  Object fill(Object data, Scope scope) throws CannotFill {
    return fill(data, scope, new Values());
  }

  Object evaluate(Expression expression, Scope scope) throws CannotFill {
    return evaluate(expression, scope, new Values());
  }

  private Object fill(Object data, Scope scope, Values values) throws CannotFill {
    return switch (data) {
      case String text -> Template.isIn(text) ? fillText(text, scope, values) : text;
      case Map<?, ?> map -> {
        Map<String, Object> filled = new LinkedHashMap<>();
        Optional<CannotFill> later = Optional.empty();
        for (var entry : map.entrySet()) {
          try {
            filled.put((String) entry.getKey(), fill(entry.getValue(), scope, values));
          } catch (CannotFill e) {
            later = Optional.of(orStop(e));
          }
        }
        yield orThrow(filled, later);
      }
      case List<?> list -> {
        List<Object> filled = new ArrayList<>();
        Optional<CannotFill> later = Optional.empty();
        for (var item : list) {
          try {
            filled.add(fill(item, scope, values));
          } catch (CannotFill e) {
            later = Optional.of(orStop(e));
          }
        }
        yield orThrow(filled, later);
      }
      default -> data;
    };
  }

  /** What never comes is said at once; what comes later only when all else is well. */
  private static CannotFill orStop(CannotFill e) throws CannotFill {
    if (e.missing() instanceof Missing.Never) {
      throw e;
    }
    return e;
  }

  private static Object orThrow(Object filled, Optional<CannotFill> later) throws CannotFill {
    if (later.isPresent()) {
      throw later.get();
    }
    return filled;
  }

  private Object fillText(String text, Scope scope, Values values) throws CannotFill {
    try {
      var template = parsed(text);
      var whole = template.whole();
      if (whole.isPresent()) {
        return evaluate(whole.get(), scope, values);
      }
      var joined = new StringBuilder();
      for (var part : template.parts()) {
        joined.append(
            switch (part) {
              case Template.Part.Literal(String literal) -> literal;
              case Template.Part.Hole(Expression expression) ->
                  Values.text(evaluate(expression, scope, values));
            });
      }
      return joined.toString();
    } catch (MalformedTemplate e) {
      throw CannotFill.never(e.sentence());
    }
  }

  private Template parsed(String text) throws MalformedTemplate {
    var known = templates.get(text);
    if (known.isPresent()) {
      return known.get();
    }
    var template = Template.parse(text);
    if (text.length() <= 500) {
      templates.put(text, template);
    }
    return template;
  }

  private Object evaluate(Expression expression, Scope scope, Values values) throws CannotFill {
    Map<String, Object> variables = new TreeMap<>();
    for (var ref : expression.refs()) {
      var space = scope.space(ref.root());
      if (space.isEmpty()) {
        continue;
      }
      var lacks = space.get().lacks(ref.field());
      if (lacks.isPresent()) {
        throw new CannotFill(lacks.get());
      }
      variables.merge(ref.root(), seen(space.get(), ref), FillTemplates::both);
    }
    if (expression.isPath()) {
      return values.canonical(walk(expression, variables));
    }
    try {
      Values.requireSmall(variables);
      var roots = List.copyOf(variables.keySet());
      var value = values.canonical(program(expression, roots).run(variables));
      Placeholders.requireGiven(value, variables);
      return value;
    } catch (CannotFill e) {
      throw e.missing() instanceof Missing.Never(String why)
          ? CannotFill.never("${" + Fields.brief(expression.source()) + "}: " + why)
          : e;
    }
  }

  /** Only what the expression speaks of: its cost must not depend on anything else. */
  private static Map<String, Object> seen(Space space, Expression.Ref ref) {
    if (ref.field().isEmpty()) {
      return space.present();
    }
    return space.present().get(ref.field().get()) instanceof Object value
        ? Map.of(ref.field().get(), value)
        : Map.of();
  }

  private static Object both(Object a, Object b) {
    Map<Object, Object> all = new LinkedHashMap<>((Map<?, ?>) a);
    all.putAll((Map<?, ?>) b);
    return all;
  }

  private static Object walk(Expression expression, Map<String, Object> variables)
      throws CannotFill {
    Object at = variables;
    for (var name : expression.path()) {
      if (!(at instanceof Map<?, ?> map) || map.get(name) == null) {
        throw CannotFill.never(
            "${" + Fields.brief(expression.source()) + "}: there is no '" + name + "' here");
      }
      at = map.get(name);
    }
    return at;
  }

  private Program program(Expression expression, List<String> roots) throws CannotFill {
    var key = new Key(expression.source(), roots);
    var known = programs.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    var program = CelPrograms.compile(expression.source(), roots);
    programs.put(key, program);
    return program;
  }
}
