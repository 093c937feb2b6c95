package io.sutler.catalog;

import io.sutler.domain.Resources;
import io.sutler.domain.ResourcesSpec;
import io.sutler.domain.Units;

/** What a component takes from the quota, with its templates filled in. */
final class FillAmounts {
  private final FillTemplates fill;

  FillAmounts(FillTemplates fill) {
    this.fill = fill;
  }

  Resources of(ResourcesSpec spec, Scope scope) throws CannotFill {
    var sum = spec.fixed();
    for (var template : spec.templates().entrySet()) {
      sum = sum.plus(amount(template.getKey(), template.getValue(), scope));
    }
    return sum;
  }

  private Resources amount(String what, String template, Scope scope) throws CannotFill {
    var text = fill.fill(template, scope).toString();
    if (what.equals("cpus")) {
      long cpus = Units.cpus(text).orElseThrow(() -> bad(what, text, "a number like 0.5 or 2"));
      return new Resources(cpus, 0, 0);
    }
    long bytes = Units.size(text).orElseThrow(() -> bad(what, text, "an amount like 512MiB"));
    return what.equals("memory") ? new Resources(0, bytes, 0) : new Resources(0, 0, bytes);
  }

  private static CannotFill bad(String what, String text, String rule) {
    return CannotFill.never(
        "its resources/%s is '%s', and must be %s".formatted(what, Fields.brief(text), rule));
  }
}
