package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.Failure;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.Resources;
import io.sutler.domain.SecretSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One plan with its inputs, unfolded as far as it is asked for. Not thread-safe: used once. */
final class Expansion {
  private static final int MOST_DEEP = 5;

  /** What fills templates, what checks parameters, and how many components there are so far. */
  record Tools(FillTemplates fill, Params params) {}

  /** A plan's outputs: those there, and why others are not. */
  record Outputs(Map<String, OutputValue> present, Map<String, Missing> missing) {}

  private final Tools tools;
  private final Frame frame;
  private final Inputs inputs;
  private final Unfold unfold;
  private final Map<String, ComponentSpec> byRoot = new LinkedHashMap<>();
  private final Map<String, Instances> unfolded = new HashMap<>();
  private final Map<String, UsedPlan> used = new HashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();
  private final Scope shared;

  private Expansion(Tools tools, Frame frame, Inputs inputs, Unfold.Budget budget) {
    this.tools = tools;
    this.frame = frame;
    this.inputs = inputs;
    frame.plan().components().forEach(c -> byRoot.put(Names.inExpressions(c.name()), c));
    this.shared = Scope.lazy(this::space);
    this.unfold = new Unfold(tools.fill(), shared, frame.prefix(), budget);
  }

  static Expansion of(Tools tools, Plan plan, Inputs inputs) {
    return new Expansion(tools, Frame.top(plan, inputs), inputs, new Unfold.Budget());
  }

  /** What became of a use: the plan's own expansion, or why there is none. */
  private sealed interface UsedPlan {
    record Here(Expansion expansion) implements UsedPlan {}

    record Not(Missing why) implements UsedPlan {}
  }

  List<Resolution> resolve() {
    return resolve(Set.of());
  }

  private List<Resolution> resolve(Set<String> alsoNeeds) {
    List<Resolution> all = new ArrayList<>();
    for (var spec : frame.plan().components()) {
      Set<String> needs = new LinkedHashSet<>(alsoNeeds);
      needs.addAll(needs(spec));
      switch (instances(spec)) {
        case Instances.LeftOut out -> {}
        case Instances.Unclear(Missing why) ->
            all.add(pending(frame.prefix() + spec.name(), needs, why));
        case Instances.These(List<Instances.One> list) ->
            list.forEach(one -> all.addAll(resolve(one, needs)));
      }
    }
    return all;
  }

  private List<Resolution> resolve(Instances.One one, Set<String> needs) {
    if (one.spec().use().isPresent()) {
      return switch (used(one)) {
        case UsedPlan.Here(Expansion inner) -> inner.resolve(needs);
        case UsedPlan.Not(Missing why) -> List.of(pending(one.name(), needs, why));
      };
    }
    try {
      var component =
          new ResolveComponent(tools.fill(), frame.plan(), inputs.where().region())
              .resolve(one, scope(one), needs);
      return List.of(new Resolution.Resolved(component));
    } catch (CannotFill e) {
      return List.of(pending(one.name(), needs, e.missing()));
    }
  }

  private static Resolution pending(String name, Set<String> needs, Missing why) {
    return switch (why) {
      case Missing.Later later -> new Resolution.Waiting(name, needs, later.why());
      case Missing.Never never ->
          new Resolution.Broken(
              name,
              needs,
              new Failure(
                  io.sutler.domain.Blame.USER,
                  "cannot-fill-in",
                  "component '" + name + "': " + never.why()));
    };
  }

  /** The plan's outputs. */
  Outputs outputs() {
    Map<String, OutputValue> present = new LinkedHashMap<>();
    Map<String, Missing> missing = new LinkedHashMap<>();
    frame
        .plan()
        .outputs()
        .forEach((name, template) -> {
          try {
            present.put(name, output(template));
          } catch (CannotFill e) {
            missing.put(name, e.missing());
          }
        });
    return new Outputs(present, missing);
  }

  private OutputValue output(String template) throws CannotFill {
    var value = tools.fill().fill(template, shared);
    return PassedOn.of(template)
        .flatMap(passed ->
            Optional.ofNullable(byRoot.get(passed.component()))
                .flatMap(spec -> passedOn(spec, passed.output())))
        .map(given -> new OutputValue(given.type(), given.secret(), value))
        .orElseGet(() -> Frame.computed(value));
  }

  /** The very output of a component, with its type. */
  private Optional<OutputValue> passedOn(ComponentSpec spec, String output) {
    if (!(instances(spec) instanceof Instances.These(List<Instances.One> list))
        || list.size() != 1
        || spec.forEach().isPresent()) {
      return Optional.empty();
    }
    var outputs =
        spec.use().isEmpty()
            ? Optional.ofNullable(inputs.components().get(list.getFirst().name()))
                .map(Inputs.Seen::outputs)
            : used(list.getFirst()) instanceof UsedPlan.Here(Expansion inner)
                ? Optional.of(inner.outputs().present())
                : Optional.<Map<String, OutputValue>>empty();
    return outputs.flatMap(map ->
        map.entrySet().stream()
            .filter(e -> Names.inExpressions(e.getKey()).equals(output))
            .map(Map.Entry::getValue)
            .findFirst());
  }

  Map<String, SecretSpec> secrets() {
    Map<String, SecretSpec> all = new LinkedHashMap<>();
    frame.plan().secrets().forEach((name, spec) -> all.put(frame.secret(name), spec));
    eachUsed().forEach(inner -> all.putAll(inner.secrets()));
    return all;
  }

  /**
   * @param counted whether a component of this name counts
   */
  Resources resources(Predicate<String> counted) throws CannotFill {
    var amounts = new FillAmounts(tools.fill());
    var sum = Resources.NONE;
    for (var spec : frame.plan().components()) {
      switch (instances(spec)) {
        case Instances.LeftOut _ -> {}
        case Instances.Unclear _ -> {
          if (counted.test(frame.prefix() + spec.name())) {
            sum = sum.plus(spec.resources().fixed());
          }
        }
        case Instances.These(List<Instances.One> list) -> {
          for (var one : list) {
            if (counted.test(one.name())) {
              sum = sum.plus(amounts(amounts, one));
            }
          }
        }
      }
    }
    for (var inner : eachUsed()) {
      sum = sum.plus(inner.resources(counted));
    }
    return sum;
  }

  private Resources amounts(FillAmounts amounts, Instances.One one) throws CannotFill {
    try {
      return amounts.of(one.spec().resources(), scope(one));
    } catch (CannotFill e) {
      var why =
          switch (e.missing()) {
            case Missing.Never never -> never.why();
            case Missing.Later later -> "its resources " + later.why();
          };
      throw CannotFill.never("component '" + one.name() + "': " + why);
    }
  }

  private List<Expansion> eachUsed() {
    List<Expansion> all = new ArrayList<>();
    for (var spec : frame.plan().components()) {
      if (spec.use().isPresent()
          && instances(spec) instanceof Instances.These(List<Instances.One> list)) {
        for (var one : list) {
          if (used(one) instanceof UsedPlan.Here(Expansion inner)) {
            all.add(inner);
          }
        }
      }
    }
    return all;
  }

  private Instances instances(ComponentSpec spec) {
    var known = unfolded.get(spec.name());
    if (known == null) {
      known = unfold.unfold(spec);
      unfolded.put(spec.name(), known);
    }
    return known;
  }

  /** Resolved names of what a component needs; what was left out passes its own needs on. */
  private Set<String> needs(ComponentSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (!inProgress.add("needs " + spec.name())) {
      return names;
    }
    for (var need : spec.needs()) {
      Optional.ofNullable(byRoot.get(Names.inExpressions(need)))
          .ifPresent(other -> names.addAll(names(other)));
    }
    inProgress.remove("needs " + spec.name());
    return names;
  }

  private Set<String> names(ComponentSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    switch (instances(spec)) {
      case Instances.LeftOut out -> {}
      case Instances.Unclear unclear -> names.add(frame.prefix() + spec.name());
      case Instances.These(List<Instances.One> list) -> {
        for (var one : list) {
          if (spec.use().isPresent() && used(one) instanceof UsedPlan.Here(Expansion inner)) {
            inner.frame.plan().components().forEach(c -> names.addAll(inner.names(c)));
          } else {
            names.add(one.name());
          }
        }
      }
    }
    return names.isEmpty() ? needs(spec) : names;
  }

  private UsedPlan used(Instances.One one) {
    var known = used.get(one.name());
    if (known != null) {
      return known;
    }
    if (!inProgress.add(one.name())) {
      return new UsedPlan.Not(new Missing.Never("it needs itself: cut the circle"));
    }
    var made = use(one);
    inProgress.remove(one.name());
    used.put(one.name(), made);
    return made;
  }

  private UsedPlan use(Instances.One one) {
    String ref = one.spec().use().orElse("");
    var plan = Optional.ofNullable(frame.plan().uses().get(ref)).flatMap(inputs.used()::apply);
    if (plan.isEmpty() || frame.depth() >= MOST_DEEP) {
      return new UsedPlan.Not(
          new Missing.Never(
              plan.isEmpty()
                  ? "the plan '" + ref + "' that it uses is gone: publish it again"
                  : "plans use each other more than " + MOST_DEEP + " deep: flatten them"));
    }
    return switch (new PassParams(tools).pass(plan.get(), one, scope(one))) {
      case PassParams.Passed.Wrong(Missing.Never why) -> new UsedPlan.Not(why);
      case PassParams.Passed.Right(Space params) ->
          new UsedPlan.Here(
              new Expansion(
                  tools,
                  new Frame(plan.get(), one.name() + ".", params, Space.EMPTY, frame.depth() + 1),
                  inputs,
                  unfold.budget()));
    };
  }

  private Scope scope(Instances.One one) {
    return one.spec().forEach().isPresent() ? shared.with("each", one.each()) : shared;
  }

  private Optional<Space> space(String root) {
    return switch (root) {
      case "params" -> Optional.of(frame.params());
      case "bindings" -> Optional.of(frame.bindings());
      case "secrets" -> Optional.of(frame.secrets(inputs));
      case "deployment" ->
          Optional.of(
              Space.of(
                  Map.of(
                      "name", inputs.where().deployment(),
                      "project", inputs.where().project(),
                      "region", inputs.where().region())));
      default -> Optional.ofNullable(byRoot.get(root)).map(this::space);
    };
  }

  private Space space(ComponentSpec spec) {
    return switch (instances(spec)) {
      case Instances.LeftOut out -> Space.EMPTY;
      case Instances.Unclear(Missing why) -> Space.lacking(why);
      case Instances.These(List<Instances.One> list) -> {
        if (spec.forEach().isEmpty()) {
          yield space(list.getFirst());
        }
        Map<String, Object> byKey = new LinkedHashMap<>();
        for (var one : list) {
          var space = space(one);
          var lacks = space.lacks(Optional.empty());
          if (lacks.isPresent()) {
            yield Space.lacking(lacks.get());
          }
          byKey.put(one.key().orElse(""), space.present());
        }
        yield Space.of(byKey);
      }
    };
  }

  private Space space(Instances.One one) {
    if (one.spec().use().isEmpty()) {
      return SeenSpace.of(one, Optional.ofNullable(inputs.components().get(one.name())));
    }
    return switch (used(one)) {
      case UsedPlan.Not(Missing why) -> Space.lacking(why);
      case UsedPlan.Here(Expansion inner) -> {
        var outputs = inner.outputs();
        Map<String, Object> values = new LinkedHashMap<>();
        outputs.present().forEach((name, output) -> values.put(name, output.value()));
        yield Frame.named(values, outputs.missing());
      }
    };
  }
}
