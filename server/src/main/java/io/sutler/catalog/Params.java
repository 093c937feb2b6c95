package io.sutler.catalog;

import com.networknt.schema.Schema;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks users' parameters against a plan's schema. Thread-safe; keep one, it caches schemas. */
public final class Params {
  static final String SCALES = "x-scales";
  private static final String START = "/params";
  private final BoundedCache<String, Schema> schemas = new BoundedCache<>(500);

  /**
   * @param elsewhere parameters whose value comes from elsewhere (a binding, a user's secret): they
   *     count as given and are not checked; must not be in {@code given}
   * @return {@code given} with the schema's defaults filled in
   * @throws Refusal with a JSON pointer ({@code /params/max_connections}) and a sentence for each
   *     fault
   */
  public Map<String, Object> check(Plan plan, Map<String, Object> given, Set<String> elsewhere) {
    return check(plan, given, elsewhere, false);
  }

  /** The same for data in which secrets' placeholders stand; those fit whatever the schema says. */
  public Map<String, Object> checkSealed(
      Plan plan, Map<String, Object> given, Set<String> elsewhere) {
    return check(plan, given, elsewhere, true);
  }

  private Map<String, Object> check(
      Plan plan, Map<String, Object> given, Set<String> elsewhere, boolean sealed) {
    List<Fault> faults = new ArrayList<>();
    var plain = new PlainData(START, faults, sealed).check(given);
    faults.addAll(unknown(plan.parameters(), elsewhere));
    if (!faults.isEmpty()) {
      throw refusal(plan, faults);
    }
    var full = withDefaults(plan.parameters(), plain, elsewhere);
    faults.addAll(faults(plan.digest(), plan.parameters(), full, elsewhere));
    if (!faults.isEmpty()) {
      throw refusal(plan, faults);
    }
    return full;
  }

  /**
   * The same for an operation's own parameters.
   *
   * @throws Refusal also when the plan has no such operation
   */
  public Map<String, Object> checkOperation(
      Plan plan, String operation, Map<String, Object> given) {
    var spec = Optional.ofNullable(plan.operations().get(operation));
    if (spec.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND,
          "not-found",
          "%s has no operation '%s'%s"
              .formatted(
                  plan.ref(),
                  Fields.brief(operation),
                  DidYouMean.hintOrList(operation, plan.operations().keySet())));
    }
    return checkOperation(plan, operation, spec.get(), given, false);
  }

  /**
   * As {@link #checkSealed}, for an operation that the plan offers.
   *
   * @param spec of this name
   */
  public Map<String, Object> checkOperation(
      Plan plan, String operation, OperationSpec spec, Map<String, Object> given) {
    return checkOperation(plan, operation, spec, given, true);
  }

  private Map<String, Object> checkOperation(
      Plan plan, String operation, OperationSpec spec, Map<String, Object> given, boolean sealed) {
    List<Fault> faults = new ArrayList<>();
    var plain = new PlainData(START, faults, sealed).check(given);
    var schema = spec.parameters();
    Map<String, Object> full = Map.of();
    if (faults.isEmpty()) {
      full = withDefaults(schema, plain, Set.of());
      faults.addAll(faults(plan.digest() + "/" + operation, schema, full, Set.of()));
    }
    if (!faults.isEmpty()) {
      throw refusal(plan, faults);
    }
    return full;
  }

  /**
   * Why another deployment's output does not fit the parameter that it is bound to; empty when it
   * does.
   *
   * @param value in clear; no sentence repeats it
   */
  public Optional<String> unfit(Plan plan, String parameter, String type, Object value) {
    var wants = binds(plan, parameter).filter(w -> !w.equals(type));
    if (wants.isPresent()) {
      return Optional.of("is of type %s, not %s".formatted(type, wants.get()));
    }
    var schema = properties(plan.parameters()).getOrDefault(parameter, Map.of());
    return SchemaFaults.of(compiled(plan.digest() + "/bound/" + parameter, schema), value).stream()
        .findFirst()
        .map(found ->
            found.path().isEmpty()
                ? found.sentence()
                : "at " + found.pointer("") + " " + found.sentence());
  }

  /** The type of output that a parameter may be bound to; empty means any. */
  public static Optional<String> binds(Plan plan, String parameter) {
    return Optional.ofNullable(properties(plan.parameters()).get(parameter))
        .flatMap(schema -> Optional.ofNullable(schema.get("binds")))
        .map(Object::toString);
  }

  /** Every component that can be scaled, with the parameter that counts it ({@code x-scales}). */
  public static Map<String, String> counted(Plan plan) {
    Map<String, String> counted = new LinkedHashMap<>();
    properties(plan.parameters())
        .forEach((name, schema) -> {
          if (schema.get(SCALES) instanceof String component) {
            counted.put(component, name);
          }
        });
    return counted;
  }

  /** The schema of each parameter. */
  @SuppressWarnings("unchecked")
  static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
    return (Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of());
  }

  static Map<String, Object> withDefaults(
      Map<String, Object> schema, Map<String, Object> given, Set<String> elsewhere) {
    Map<String, Object> full = new LinkedHashMap<>();
    properties(schema)
        .forEach((name, property) -> {
          if (!given.containsKey(name)
              && !elsewhere.contains(name)
              && property.get("default") instanceof Object otherwise) {
            full.put(name, otherwise);
          }
        });
    full.putAll(given);
    return Collections.unmodifiableMap(full);
  }

  /**
   * @param key of the schema, for the cache
   */
  List<Fault> faults(
      String key, Map<String, Object> schema, Map<String, Object> full, Set<String> elsewhere) {
    List<Fault> faults = new ArrayList<>(unknown(schema, full.keySet()));
    var known = new LinkedHashMap<>(full);
    known.keySet().retainAll(properties(schema).keySet());
    for (var found : SchemaFaults.ofSealed(compiled(key, schema), known)) {
      if (found.path().isEmpty() && found.missing().filter(elsewhere::contains).isPresent()) {
        continue;
      }
      String name = found.path().isEmpty() ? "" : "'" + found.path().getFirst() + "' ";
      faults.add(new Fault(found.pointer(START), name + found.sentence()));
    }
    return faults;
  }

  private static List<Fault> unknown(Map<String, Object> schema, Set<String> names) {
    var known = properties(schema).keySet();
    return names.stream()
        .filter(name -> !known.contains(name))
        .map(name ->
            new Fault(
                new SchemaFaults.Found(List.of(name), "", Optional.empty()).pointer(START),
                "there is no parameter '"
                    + Fields.brief(name)
                    + "'"
                    + DidYouMean.hintOrList(name, known)))
        .toList();
  }

  private Schema compiled(String key, Map<String, Object> schema) {
    return schemas
        .get(key)
        .orElseGet(() -> {
          var made = Schemas.compile(schema);
          schemas.put(key, made);
          return made;
        });
  }

  private static Refusal refusal(Plan plan, List<Fault> faults) {
    String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    return new Refusal(
        Refusal.Kind.INVALID,
        "invalid-params",
        plan.ref() + ": " + faults.getFirst().message() + more,
        faults.stream().limit(100).toList(),
        Map.of());
  }
}
