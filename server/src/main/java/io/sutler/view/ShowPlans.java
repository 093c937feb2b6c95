package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.catalog.Operations;
import io.sutler.catalog.Versions;
import io.sutler.domain.Plan;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.store.Plans.PlanRow;
import io.sutler.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The catalogue and the regions, for people. Thread-safe. */
public final class ShowPlans {
  private final Store store;
  private final Access access;
  private final Function<PlanRow, Plan> parse;

  /**
   * @param parse a stored row as a plan
   */
  public ShowPlans(Store store, Access access, Function<PlanRow, Plan> parse) {
    this.store = store;
    this.access = access;
    this.parse = parse;
  }

  /** All that a project sees; with no project the global ones. Newest version of each first. */
  public List<PlanVersion> list(Caller caller, Optional<String> project) {
    return store.plans().list(scope(caller, project)).stream()
        .sorted(
            Comparator.comparing(PlanRow::name)
                .thenComparing(PlanRow::version, Versions.ORDER.reversed()))
        .map(Shown::plan)
        .toList();
  }

  /**
   * @param ref {@code name}, {@code name@1} or {@code name@1.2.0}
   */
  public PlanDetail show(Caller caller, Optional<String> project, String ref) {
    var scope = scope(caller, project);
    var row = row(scope, ref);
    var versions =
        store.plans().versions(scope, row.name()).stream()
            .map(PlanRow::version)
            .distinct()
            .sorted(Versions.ORDER.reversed())
            .toList();
    var plan = parse.apply(row);
    var operations = Operations.of(plan, digest -> store.plans().byDigest(digest).map(parse));
    return new PlanDetail(Shown.plan(row), plan, operations, versions);
  }

  /** The files of a plan that {@link #show} would show, as a zip. */
  public byte[] bundle(Caller caller, Optional<String> project, String ref) {
    var row = row(scope(caller, project), ref);
    return store
        .plans()
        .bundle(row.digest())
        .orElseThrow(() -> Refusal.notFound("plan", Named.shown(ref)));
  }

  public List<Region> regions(Caller caller, Optional<String> project) {
    return store.plans().regions(scope(caller, project));
  }

  private Optional<ProjectId> scope(Caller caller, Optional<String> project) {
    access.requireScope(caller, "read");
    return project.map(name -> access.require(caller, name, Right.READ)).map(Project::id);
  }

  private PlanRow row(Optional<ProjectId> scope, String ref) {
    var wanted = Versions.Ref.parse("", ref);
    var rows = store.plans().versions(scope, wanted.plan());
    return wanted
        .newest(rows.stream().map(PlanRow::version).distinct().toList())
        .flatMap(version -> rows.stream().filter(r -> r.version().equals(version)).findFirst())
        .orElseThrow(() -> Refusal.notFound("plan", Named.shown(ref)));
  }
}
