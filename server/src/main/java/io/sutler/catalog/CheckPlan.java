package io.sutler.catalog;

/** All that is checked of a plan before it is published, beyond the form of its fields. */
final class CheckPlan {
  private final Draft draft;
  private final Bundle bundle;
  private final Context context;
  private final Faults faults;

  CheckPlan(Draft draft, Bundle bundle, Context context, Faults faults) {
    this.draft = draft;
    this.bundle = bundle;
    this.context = context;
    this.faults = faults;
  }

  void check() {
    new CheckSchemas(draft, faults).check();
    new CheckNames(draft, faults).check();
    new CheckDrivers(draft, context, faults).check();
    new CheckFiles(draft, bundle, context, faults).check();
    new CheckUses(draft, context, faults).check();
    new CheckExpressions(draft, context, faults).check();
  }
}
