package io.sutler.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Do expressions speak of what there is, and do the types fit? Plain paths are judged here; all
 * others also by CEL's own checker, which is loaded only for them.
 */
final class CheckExpressions {
  private static final Set<String> LATE = Set.of("secrets", "each", "bindings");
  private final Draft draft;
  private final Roots roots;
  private final Faults faults;

  CheckExpressions(Draft draft, Context context, Faults faults) {
    this.draft = draft;
    this.roots = new Roots(draft.plan(), context.used());
    this.faults = faults;
  }

  void check() {
    for (var site : draft.sites()) {
      var seen = roots.of(site);
      int before = faults.count();
      for (var ref : site.expression().refs()) {
        check(site, ref, seen);
      }
      if (faults.count() == before) {
        if (site.expression().isPath()) {
          checkPath(site, seen);
        } else {
          new CheckTypes(seen, faults).check(site);
        }
      }
    }
  }

  private void check(Draft.Site site, Expression.Ref ref, Map<String, Roots.Root> seen) {
    var root = Optional.ofNullable(seen.get(ref.root()));
    if (root.isEmpty()) {
      if (isOutOfReach(site, ref.root())) {
        faults.add(site.line(), outOfReach(site, ref.root()));
      }
      return;
    }
    if (ref.field().isEmpty() || root.get().open() || root.get().keyed()) {
      return;
    }
    String name = ref.field().get();
    var field = Optional.ofNullable(root.get().fields().get(name));
    if (field.isEmpty()) {
      faults.add(
          site.line(),
          "there is no %s.%s%s"
              .formatted(
                  ref.root(),
                  Fields.brief(name),
                  DidYouMean.hintOrList(name, root.get().fields().keySet())));
    } else if (field.get().unsure() && !ref.tested() && site.kind() != Draft.Kind.OUTPUT) {
      checkAskedAfter(site, ref, seen);
    }
  }

  /** What may not be there is an error when it is read: the author must have thought of it. */
  private void checkAskedAfter(Draft.Site site, Expression.Ref ref, Map<String, Roots.Root> seen) {
    var asked = new Expression.Ref(ref.root(), ref.field(), true);
    if (!site.expression().refs().contains(asked) && !decidesBySwitch(site, seen)) {
      String path = ref.root() + "." + ref.field().orElse("");
      faults.add(
          site.line(),
          "%s may not be there: give it a default, or write has(%s) ? %s : ..."
              .formatted(path, path, path));
    }
  }

  /** A parameter that is true or false may be what something is there by. */
  private static boolean decidesBySwitch(Draft.Site site, Map<String, Roots.Root> seen) {
    var params = Optional.ofNullable(seen.get("params")).map(Roots.Root::fields).orElse(Map.of());
    return site.expression().choices().stream()
        .filter(choice -> choice.root().equals("params"))
        .flatMap(choice -> choice.field().stream())
        .flatMap(name -> Optional.ofNullable(params.get(name)).stream())
        .anyMatch(f -> !f.unsure() && "boolean".equals(f.schema().get("type")));
  }

  private boolean isOutOfReach(Draft.Site site, String root) {
    return LATE.contains(root)
        || root.equals(Names.inExpressions(site.component()))
        || draft.plan().components().stream()
            .anyMatch(c -> Names.inExpressions(c.name()).equals(root));
  }

  private static String outOfReach(Draft.Site site, String root) {
    if (root.equals("each")) {
      return "'each' is only there in a component with for_each: add for_each, or take it out";
    }
    return switch (site.kind()) {
      case CONDITION, LOOP ->
          "when and for_each are looked at before anything is made: use only params, bindings and"
              + " deployment, not "
              + root;
      case AMOUNT ->
          "resources are counted before anything is made: use only params, each and deployment, not "
              + root;
      case INPUT, PART_OF_TEXT, OUTPUT ->
          "a component cannot use its own outputs: take " + root + " out";
    };
  }

  private void checkPath(Draft.Site site, Map<String, Roots.Root> seen) {
    var path = site.expression().path();
    var root = Optional.ofNullable(seen.get(path.getFirst()));
    if (root.isEmpty()) {
      faults.add(
          site.line(),
          "there is no '"
              + Fields.brief(path.getFirst())
              + "' here"
              + DidYouMean.hintOrList(path.getFirst(), seen.keySet()));
      return;
    }
    if (path.size() == 1 || root.get().keyed()) {
      requireKind(site, "object");
      return;
    }
    var field = Optional.ofNullable(root.get().fields().get(path.get(1)));
    Object type = field.map(f -> f.schema().getOrDefault("type", "")).orElse("");
    if (path.size() == 2 && type instanceof String known && !known.isEmpty()) {
      requireKind(site, known);
    } else if (path.size() > 2 && Set.of("string", "integer", "number", "boolean").contains(type)) {
      faults.add(
          site.line(),
          "%s.%s is no map: take .%s off".formatted(path.get(0), path.get(1), path.get(2)));
    }
  }

  private void requireKind(Draft.Site site, String type) {
    boolean many = type.equals("object") || type.equals("array");
    switch (site.kind()) {
      case CONDITION -> {
        if (!type.equals("boolean")) {
          faults.add(site.line(), CheckTypes.NO_CONDITION);
        }
      }
      case LOOP -> {
        if (!many) {
          faults.add(site.line(), CheckTypes.NO_LOOP);
        }
      }
      case PART_OF_TEXT, AMOUNT -> {
        if (many) {
          faults.add(site.line(), CheckTypes.NO_TEXT);
        }
      }
      case INPUT, OUTPUT -> {}
    }
  }
}
