package io.sutler.intent;

import io.sutler.catalog.Operations;
import io.sutler.catalog.Versions;
import io.sutler.domain.OfferedOperation;
import io.sutler.domain.Plan;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.store.Plans;
import io.sutler.store.Plans.PlanRow;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From a reference as people write it to the newest version that fits and that they can see. */
final class FindPlan {
  private final Plans store;
  private final Function<PlanRow, Plan> load;

  FindPlan(Desk desk) {
    this.store = desk.store().plans();
    this.load = desk.catalogue().load();
  }

  /**
   * @param ref {@code name}, {@code name@1} or {@code name@1.2.0}
   * @throws Refusal INVALID at {@code pointer} when there is none
   */
  Plan visible(Optional<ProjectId> project, String pointer, String ref) {
    return load.apply(row(project, pointer, ref));
  }

  /**
   * The version that a standing deployment is of; as its project sees it.
   *
   * @throws Refusal CONFLICT {@code plan-missing} when it cannot be had
   */
  Plan standing(ProjectId project, String name, String digest) {
    return store.versions(Optional.of(project), name).stream()
        .filter(row -> row.digest().equals(digest))
        .findFirst()
        .or(() -> store.byDigest(digest))
        .map(load)
        .orElseThrow(() ->
            new Refusal(
                Refusal.Kind.CONFLICT,
                "plan-missing",
                "its version of plan %s is not in the store: publish it again, or update to another version (--plan %s@VERSION)"
                    .formatted(name, name)));
  }

  /** What a plan offers to be run, with what the plans that it uses do. */
  Map<String, OfferedOperation> offers(Plan plan) {
    return Operations.of(plan, this::pinned);
  }

  /** A pinned plan; empty when it is not in the store. */
  Optional<Plan> pinned(String digest) {
    return store.byDigest(digest).map(load);
  }

  private PlanRow row(Optional<ProjectId> project, String pointer, String ref) {
    var wanted = Versions.Ref.parse(pointer, ref);
    var rows = store.versions(project, wanted.plan());
    return wanted
        .newest(rows.stream().map(PlanRow::version).distinct().toList())
        .flatMap(version -> rows.stream().filter(row -> row.version().equals(version)).findFirst())
        .orElseThrow(() ->
            Refusal.invalid(
                pointer,
                rows.isEmpty()
                    ? "there is no plan '%s' in the catalogue: see sutler catalog list"
                        .formatted(wanted.plan())
                    : "no version of plan '%s' fits %s: there are %s"
                        .formatted(
                            wanted.plan(),
                            ref,
                            String.join(
                                ", ", rows.stream().limit(5).map(PlanRow::version).toList()))));
  }
}
