package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import java.util.Optional;
import java.util.function.Function;

/** Are there the plans that this one uses, and do they take the parameters it gives them? */
final class CheckUses {
  private final Draft draft;
  private final Context context;
  private final Faults faults;

  CheckUses(Draft draft, Context context, Faults faults) {
    this.draft = draft;
    this.context = context;
    this.faults = faults;
  }

  void check() {
    for (var component : draft.plan().components()) {
      component.use().ifPresent(ref -> check(component, ref));
    }
  }

  private void check(ComponentSpec component, String ref) {
    int line = draft.line("components." + component.name());
    try {
      Versions.Ref.parse("", ref);
    } catch (Refusal e) {
      faults.add(line, e.sentence());
      return;
    }
    context.used().ifPresent(find -> check(component, ref, line, find));
  }

  private void check(
      ComponentSpec component, String ref, int line, Function<String, Optional<Plan>> find) {
    var used = find.apply(ref);
    if (used.isEmpty()) {
      faults.add(line, "there is no plan '" + ref + "' to use: publish it first");
      return;
    }
    var schema = used.get().parameters();
    for (var found : SchemaFaults.ofTemplates(Schemas.compile(schema), component.with())) {
      int at =
          Optional.ofNullable(draft.with().get(component.name()))
              .map(with -> CheckDrivers.line(with, found.path()))
              .orElse(line);
      faults.add(
          at, "%s, with%s: %s".formatted(used.get().ref(), found.pointer(""), found.sentence()));
    }
  }
}
