package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.Trust;
import java.util.List;
import java.util.Optional;

/** Are there such drivers, may this plan use them, and do they understand their inputs? */
final class CheckDrivers {
  private final Draft draft;
  private final Context context;
  private final Faults faults;

  CheckDrivers(Draft draft, Context context, Faults faults) {
    this.draft = draft;
    this.context = context;
    this.faults = faults;
  }

  void check() {
    for (var component : draft.plan().components()) {
      if (!component.driver().isEmpty()) {
        check(component);
      }
    }
  }

  private void check(ComponentSpec component) {
    int line = draft.line("components." + component.name());
    var driver = Optional.ofNullable(context.drivers().get(component.driver()));
    if (driver.isEmpty()) {
      faults.add(
          line,
          "there is no driver '"
              + Fields.brief(component.driver())
              + "'"
              + DidYouMean.hintOrList(component.driver(), context.drivers().keySet()));
      return;
    }
    if (driver.get().onServer() && context.trust() == Trust.TENANT) {
      faults.add(
          line,
          "driver '%s' runs programs on the server's own machine, which a project's plan may not: use another driver, or ask an operator to publish the plan"
              .formatted(component.driver()));
    }
    for (var found :
        SchemaFaults.ofTemplates(Schemas.compile(driver.get().inputs()), component.with())) {
      faults.add(
          lineOf(component.name(), found.path()),
          "component '%s', with%s: %s"
              .formatted(component.name(), found.pointer(""), found.sentence()));
    }
  }

  /** The line of a value in a component's inputs, or the nearest around it. */
  private int lineOf(String component, List<Object> path) {
    return Optional.ofNullable(draft.with().get(component))
        .map(with -> line(with, path))
        .orElseGet(() -> draft.line("components." + component));
  }

  static int line(Node.Mapping with, List<Object> path) {
    Node at = with;
    int line = with.line();
    for (var step : path) {
      var next =
          switch (at) {
            case Node.Mapping map ->
                Optional.ofNullable(map.entries().get(step.toString())).map(Node.Entry::value);
            case Node.Items items when step instanceof Integer i && i < items.nodes().size() ->
                Optional.of(items.nodes().get(i));
            case Node.Items items -> Optional.<Node>empty();
            case Node.Scalar scalar -> Optional.<Node>empty();
          };
      if (next.isEmpty()) {
        return line;
      }
      at = next.get();
      line = at.line();
    }
    return line;
  }
}
