package io.sutler.control;

import io.sutler.catalog.Inputs;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Member;
import io.sutler.domain.Observation;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import io.sutler.domain.SecretRef;
import io.sutler.driver.RegionView;
import io.sutler.reconcile.Action;
import io.sutler.reconcile.Attempt;
import io.sutler.reconcile.Facts;
import io.sutler.reconcile.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one pass knows: the desired level, the records as they change, the newest observations. Used
 * by one thread.
 */
final class Situation {
  private static final Duration REGION_FRESH = Duration.ofSeconds(1);
  private final House house;
  private final Deployment deployment;
  private final Desired desired;
  private final Plan plan;
  private final String project;
  private final Map<String, Inputs.Bound> bound;
  private final Map<String, String> secrets = new HashMap<>();
  final Map<String, ComponentRecord> records = new TreeMap<>();

  private final long begunNanos = System.nanoTime();

  /** The records as they stand in the store by now. */
  final Map<String, ComponentRecord> stored = new HashMap<>();

  /** Aims of drains that came to their good end in this pass. */
  final Set<String> drained = new HashSet<>();

  final Map<String, Observation> observations = new HashMap<>();
  final Glimpses glimpses = new Glimpses();
  private List<Resolution> resolutions = List.of();

  /** Who it is about; {@code desired} may be a proposal instead of the deployment's own. */
  record Of(Deployment deployment, Desired desired, Plan plan, String project) {}

  Situation(House house, Of of, List<ComponentRecord> components, Map<String, OutputValue> given) {
    this.house = house;
    this.deployment = of.deployment();
    this.desired = of.desired();
    this.plan = of.plan();
    this.project = of.project();
    this.bound = new FitBound(house, plan).all(desired.bindings(), given);
    components.forEach(c -> {
      records.put(c.name(), c);
      stored.put(c.name(), c);
    });
    house
        .resolver()
        .secrets(plan, inputs())
        .forEach(
            (name, spec) -> secrets.put(name, new SecretRef(deployment.id() + "/" + name).text()));
    resolve();
  }

  /**
   * Never older than this pass, nor than a second: it may have been set right just before, and one
   * pass needs it again and again.
   */
  Optional<RegionView> region(String name) {
    long age = Math.min(System.nanoTime() - begunNanos, REGION_FRESH.toNanos());
    return region(name, Duration.ofNanos(age));
  }

  Optional<RegionView> region(String name, Duration maxAge) {
    return house
        .looks()
        .region(deployment.project(), name, maxAge, () -> house.region(deployment.project(), name));
  }

  /** Makes the plan's secrets that are not there yet. */
  void makeSecrets() {
    house
        .resolver()
        .secrets(plan, inputs())
        .forEach((name, spec) ->
            house
                .secrets()
                .generateOnce(
                    deployment.id() + "/" + name, deployment.project(), deployment.id(), spec));
  }

  /**
   * Records the members that were seen, for those that stand on them; true where that may change
   * what is declared.
   */
  boolean takeInMembers() {
    boolean changed = false;
    for (var record : List.copyOf(records.values())) {
      if (observations.get(record.name()) instanceof Observation.Present present
          && !present.members().equals(record.members())) {
        changed |= !facts(present.members()).equals(facts(record.members()));
        records.put(record.name(), Records.withMembers(record, present.members()));
      }
    }
    return changed;
  }

  private static List<List<Object>> facts(List<Member> members) {
    return members.stream().map(m -> List.<Object>of(m.name(), m.role(), m.facts())).toList();
  }

  /** Fills in templates again, after outputs changed. */
  void resolve() {
    resolutions =
        desired.runState() == RunState.ABSENT
            ? List.of()
            : house.resolver().resolve(plan, inputs()).stream().map(this::checked).toList();
  }

  /** What stands as it is declared was taken by its driver before. */
  private Resolution checked(Resolution resolution) {
    if (!(resolution instanceof Resolution.Resolved(DesiredComponent component))) {
      return resolution;
    }
    var record = records.get(component.name());
    var driver = house.drivers().get(component.driver());
    boolean stands =
        record != null && record.digest().filter(component.digest()::equals).isPresent();
    return stands || driver == null
        ? resolution
        : house.resolver().checked(component, driver.traits().inputs());
  }

  private Inputs inputs() {
    var seen = new LinkedHashMap<String, Inputs.Seen>();
    records.forEach((name, r) -> {
      if (r.digest().isPresent()) {
        seen.put(name, new Inputs.Seen(r.outputs(), r.members()));
      }
    });
    return new Inputs(
        desired.params(),
        bound,
        secrets,
        seen,
        new Inputs.Where(deployment.name(), project, desired.region()),
        house.plans()::byDigest);
  }

  Level level() {
    return new Level(
        desired.runState(),
        desired.held(),
        desired.mayDestroy(),
        desired.retain(),
        Set.copyOf(drained),
        resolutions);
  }

  Map<String, Facts> facts() {
    var facts = new LinkedHashMap<String, Facts>();
    for (var name : names()) {
      facts.put(
          name,
          new Facts(
              Optional.ofNullable(records.get(name)),
              observations.getOrDefault(name, new Observation.Unknown("not looked at yet"))));
    }
    return facts;
  }

  /** Every component that is declared and resolved, or recorded. */
  List<String> names() {
    var names = new java.util.TreeSet<>(records.keySet());
    for (var resolution : resolutions) {
      if (resolution instanceof Resolution.Resolved) {
        names.add(resolution.name());
      }
    }
    return List.copyOf(names);
  }

  /** As {@link Pass#settled}; what is declared and not recorded would not be looked at. */
  Optional<Long> settled(long read) {
    boolean asMade =
        names().equals(List.copyOf(records.keySet()))
            && records.values().stream()
                .allMatch(r -> component(r.name()).filter(c -> Records.isOf(r, c)).isPresent());
    return asMade ? glimpses.print(read, records.keySet()) : Optional.empty();
  }

  /** As declared, else as recorded. */
  Optional<DesiredComponent> component(String name) {
    for (var resolution : resolutions) {
      if (resolution instanceof Resolution.Resolved resolved && resolved.name().equals(name)) {
        return Optional.of(resolved.component());
      }
    }
    return Optional.ofNullable(records.get(name)).map(MakeView::fromRecord);
  }

  /** As recorded where it stands in another place or by another driver, else as declared. */
  Optional<DesiredComponent> standing(String name) {
    var declared = component(name);
    var record = Optional.ofNullable(records.get(name));
    return record
        .filter(r -> declared.filter(c -> Records.isOf(r, c)).isEmpty())
        .map(MakeView::fromRecord)
        .or(() -> declared);
  }

  /** What a try of this action aims at. */
  String aim(Action action) {
    return switch (action) {
      case Action.Remove _, Action.Replace _ -> Attempt.removal();
      case Action.Drain a -> a.aim();
      case Action.Stop a -> aim(standing(a.component()));
      case Action.Create a -> aim(component(a.component()));
      case Action.Change a -> aim(component(a.component()));
      case Action.Start a -> aim(component(a.component()));
    };
  }

  private String aim(Optional<DesiredComponent> component) {
    return component.map(c -> Attempt.at(c, desired.runState())).orElse("");
  }

  /** The plan's outputs as far as they are there. */
  Map<String, OutputValue> outputs() {
    return desired.runState() == RunState.ABSENT
        ? Map.of()
        : house.resolver().outputs(plan, inputs());
  }

  Deployment deployment() {
    return deployment;
  }

  Desired desired() {
    return desired;
  }

  Plan plan() {
    return plan;
  }

  String project() {
    return project;
  }
}
