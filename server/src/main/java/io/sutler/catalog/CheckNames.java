package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.OperationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Do components, operations and needs name what there is, and go round in no circle? */
final class CheckNames {
  private final Draft draft;
  private final Faults faults;
  private final Map<String, ComponentSpec> components = new LinkedHashMap<>();

  CheckNames(Draft draft, Faults faults) {
    this.draft = draft;
    this.faults = faults;
    draft.plan().components().forEach(c -> components.put(c.name(), c));
  }

  void check() {
    components.values().forEach(this::checkNeeds);
    components.values().forEach(this::checkLeaves);
    checkOperations();
    checkScales();
    checkCircles();
  }

  private void checkScales() {
    Map<String, String> counted = new LinkedHashMap<>();
    Params.properties(draft.plan().parameters())
        .forEach((name, schema) -> {
          if (!(schema.get(Params.SCALES) instanceof Object component)) {
            return;
          }
          int line = draft.line("parameters." + name);
          if (!(component instanceof String text) || !components.containsKey(text)) {
            faults.add(line, noComponent(component.toString()));
          } else if (!"integer".equals(schema.get("type"))) {
            faults.add(line, "'" + name + "' counts '" + text + "': make it type: integer");
          } else if (counted.putIfAbsent(text, name) instanceof String other) {
            faults.add(
                line,
                "'%s' and '%s' both count '%s': let one of them say x-scales"
                    .formatted(other, name, text));
          }
        });
  }

  private void checkNeeds(ComponentSpec component) {
    int line = draft.line("components." + component.name() + ".needs");
    for (var need : component.needs()) {
      if (!components.containsKey(need)) {
        faults.add(line, noComponent(need));
      }
    }
  }

  private void checkLeaves(ComponentSpec component) {
    component
        .beforeMemberLeaves()
        .ifPresent(leave -> {
          int line = draft.line("components." + component.name() + ".before_member_leaves");
          if (!components.containsKey(leave.of())) {
            faults.add(line, noComponent(leave.of()));
          }
          var operation = Optional.ofNullable(draft.plan().operations().get(leave.operation()));
          if (operation.isEmpty()) {
            faults.add(
                line,
                "there is no operation '"
                    + Fields.brief(leave.operation())
                    + "'"
                    + DidYouMean.hintOrList(leave.operation(), draft.plan().operations().keySet()));
          } else if (!operation.get().component().equals(component.name())) {
            faults.add(
                line,
                "operation '%s' belongs to '%s': name one of '%s'"
                    .formatted(leave.operation(), operation.get().component(), component.name()));
          } else if (leave.of().equals(component.name())) {
            faults.add(line, "its own members cannot be told of: name the component it uses");
          } else {
            checkUnattended(line, leave.operation(), operation.get());
          }
        });
  }

  /** Nobody is there to confirm, to fill in, or to decide what one that was cut off did. */
  private void checkUnattended(int line, String name, OperationSpec operation) {
    var told = operation.parameters().get("properties") instanceof Map<?, ?> m ? m : Map.of();
    var required = operation.parameters().get("required") instanceof List<?> l ? l : List.of();
    if (!told.containsKey("members")) {
      faults.add(
          line,
          "operation '%s' is told who leaves: give it the parameter 'members: { type: array, items: { type: string } }'"
              .formatted(name));
    }
    if (!operation.repeatable() || operation.confirm()) {
      faults.add(
          line,
          "operation '%s' is run without a person: it must be repeatable: true and not confirm: true"
              .formatted(name));
    }
    required.stream()
        .filter(p -> !"members".equals(p))
        .forEach(p ->
            faults.add(
                line,
                "operation '%s' is told 'members' and nothing else: give '%s' a default, or make it optional"
                    .formatted(name, p)));
  }

  private void checkOperations() {
    draft
        .plan()
        .operations()
        .forEach((name, operation) -> {
          int line = draft.line("operations." + name);
          var component = Optional.ofNullable(components.get(operation.component()));
          if (component.isEmpty()) {
            faults.add(line, noComponent(operation.component()));
          } else if (component.get().use().isPresent()) {
            faults.add(
                line,
                "operation '%s' is of '%s', which has use: the used plan's own are offered as '%s.NAME' by themselves"
                    .formatted(name, operation.component(), operation.component()));
          }
        });
  }

  private void checkCircles() {
    Set<String> done = new LinkedHashSet<>();
    for (var component : components.keySet()) {
      walk(component, new ArrayList<>(), done);
    }
  }

  private void walk(String name, List<String> path, Set<String> done) {
    int at = path.indexOf(name);
    if (at >= 0) {
      List<String> circle = new ArrayList<>(path.subList(at, path.size()));
      circle.add(name);
      faults.add(
          draft.line("components." + name),
          circle.size() == 2
              ? "'" + name + "' needs itself: take that out"
              : "these need each other in a circle: "
                  + String.join(" -> ", circle)
                  + ": take one out");
      return;
    }
    if (done.contains(name) || !components.containsKey(name)) {
      return;
    }
    path.addLast(name);
    components.get(name).needs().forEach(need -> walk(need, path, done));
    path.removeLast();
    done.add(name);
  }

  private String noComponent(String name) {
    return "there is no component '"
        + Fields.brief(name)
        + "'"
        + DidYouMean.hintOrList(name, components.keySet());
  }
}
