package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.intent.Commands;
import io.sutler.intent.PublishPlans;
import io.sutler.view.PlanDetail;
import io.sutler.view.ShowPlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a cluster that was checked into a plan and a command. Thread-safe. */
record MakeCluster(
    ShowPlans plans, PublishPlans publish, Commands commands, Machines machines, Site site) {
  private static final String MONITORING = "monitoring";
  private static final Set<String> MACHINES = Set.of("master", "slaves", "storage", "monitor");

  /** As long as the original lets its playbooks run. */
  private static final Commands.Terms TERMS =
      new Commands.Terms(Optional.empty(), Optional.empty(), "", Duration.ofMinutes(100));

  /** Who makes it, and where. */
  record Where(Caller caller, Projects.Found project) {
    String name() {
      return project.scope().name();
    }
  }

  Command create(Where where, Cluster cluster, List<ServiceType> all) {
    var level = level(where, cluster, all, Map.of());
    var params = params(level, cluster, 0);
    params.put("vars", vars(where, cluster, all, level, true));
    publish(where, level);
    try {
      return commands
          .install(
              where.caller,
              where.name(),
              new Commands.Install(
                  Clusters.nameHere(cluster.name()),
                  Clusters.shownHere(cluster.displayName()),
                  level.plan.ref(),
                  site.region(),
                  params,
                  Optional.empty(),
                  Optional.empty(),
                  Map.of(),
                  Map.of()),
              TERMS)
          .command();
    } catch (Refusal taken) {
      if (taken.code().equals("name-taken")) {
        throw Fault.exists("cluster", cluster.name());
      }
      throw taken;
    }
  }

  /** The services that stand keep their plans' versions, and their secrets. */
  Command change(Where where, Clusters.Found old, Cluster cluster, List<ServiceType> all) {
    int before = old.cluster().services().size();
    boolean more = cluster.services().size() > before;
    var standing = old.detail().deployment().desired();
    var pins = standing.params().get("plans") instanceof Map<?, ?> map ? map : Map.of();
    var level = level(where, cluster, all, pins);
    var params = params(level, cluster, before);
    if (more) {
      publish(where, level);
    } else {
      params.remove("settings");
      params.remove("plans");
    }
    // keys reach machines that stand by the playbooks
    if (more || !cluster.keys().equals(old.cluster().keys())) {
      params.put("vars", vars(where, cluster, all, level, false));
    }
    return commands
        .update(
            where.caller,
            where.name(),
            old.deployment(),
            new Commands.Update(
                more ? Optional.of(level.plan.ref()) : Optional.empty(),
                Optional.of(Clusters.shownHere(cluster.displayName())),
                params,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty()),
            TERMS)
        .command();
  }

  /** On the machines are the keys of its people, and the operator's. */
  private Map<String, Object> params(Level level, Cluster cluster, int standing) {
    var params = level.params(cluster, standing);
    var keys = new LinkedHashSet<>(cluster.keys());
    keys.addAll(site.keeper().keys());
    params.put("keys", List.copyOf(keys));
    return params;
  }

  /** A cluster that failed is tried again as it was asked for; one that was stopped is started. */
  Command again(Where where, Clusters.Found old) {
    boolean runs = old.detail().deployment().desired().runState() == RunState.RUNNING;
    var taken =
        runs
            ? commands.retry(where.caller, where.name(), old.deployment(), TERMS)
            : commands.runState(
                where.caller, where.name(), old.deployment(), RunState.RUNNING, TERMS);
    return taken.command();
  }

  /** With all that is on it, as the original does. */
  Command remove(Where where, Clusters.Found old) {
    var taken =
        old.leaves()
            ? commands.retry(where.caller, where.name(), old.deployment(), TERMS)
            : commands.remove(where.caller, where.name(), old.deployment(), false, true, TERMS);
    return taken.command();
  }

  private void publish(Where where, Level level) {
    var unused = publish.publishMade(where.caller, where.name(), level.plan.text());
  }

  private record Level(
      ClusterPlan plan, Map<String, Object> settings, Map<String, Object> plans, Image image) {
    Map<String, Object> params(Cluster cluster, int standing) {
      var params = new LinkedHashMap<String, Object>();
      params.put("cluster", Stored.write(cluster, standing));
      params.put("slaves", cluster.slaves());
      params.put("image", cluster.image());
      params.put("master_flavor", cluster.masterFlavor());
      params.put("slaves_flavor", cluster.slavesFlavor());
      params.put("storage_flavor", cluster.storageFlavor());
      params.put("monitoring_flavor", cluster.monitoringFlavor());
      params.put("settings", settings);
      params.put("plans", plans);
      return params;
    }
  }

  private Level level(Where where, Cluster cluster, List<ServiceType> all, Map<?, ?> pins) {
    var ordered = OrderServices.of(cluster.services(), all);
    var settings = new LinkedHashMap<String, Object>();
    var refs = new LinkedHashMap<String, Object>();
    var parts = new ArrayList<ClusterPlan.Part>();
    for (var service : ordered) {
      var recipe = Recipe.of(service.type());
      var component = component(service, recipe);
      var plan = plan(where.caller, service.type(), recipe.plan(), pins.get(component));
      var part = part(service, component, plan, all, parts);
      settings.put(component, recipe.settings(plan, service, CheckCluster.version(service, all)));
      refs.put(component, part.plan());
      parts.add(part);
    }
    var monitoring = new ArrayList<ClusterPlan.Part>();
    if (cluster.monitoring()) {
      var plan = plan(where.caller, MONITORING, MONITORING, pins.get(MONITORING));
      var last = parts.stream().map(ClusterPlan.Part::component).toList();
      var ins = new ClusterPlan.Ins(List.of(), List.of(), List.of());
      monitoring.add(
          new ClusterPlan.Part(MONITORING, ref(plan), "", last, outputs(MONITORING, plan), ins));
      refs.put(MONITORING, ref(plan));
    }
    var image =
        machines
            .image(where.caller, cluster.image())
            .orElseThrow(() -> Fault.notFound("image", cluster.image()));
    return new Level(
        ClusterPlan.of(machinery(cluster, all), parts, monitoring), settings, refs, image);
  }

  private static String component(Service service, Recipe recipe) {
    if (MACHINES.contains(recipe.plan()) || recipe.plan().equals(MONITORING)) {
      throw noRecipe(service.type(), recipe.plan());
    }
    return recipe.plan();
  }

  private static ClusterPlan.Part part(
      Service service,
      String component,
      PlanDetail plan,
      List<ServiceType> all,
      List<ClusterPlan.Part> before) {
    var version = CheckCluster.version(service, all);
    var kind = kind(service, all);
    var needs =
        before.stream()
            // whatever shares a machine comes one after the other
            .filter(p -> p.kind().equals(Machinery.STORAGE) == kind.equals(Machinery.STORAGE))
            .map(ClusterPlan.Part::component)
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    if (needs.size() > 1) {
      needs.subList(0, needs.size() - 1).clear();
    }
    version.dependencies().stream()
        .map(d -> Recipe.of(d.serviceType()).plan())
        .filter(c -> !needs.contains(c) && before.stream().anyMatch(p -> p.component().equals(c)))
        .forEach(needs::add);
    var secrets = version.configs().stream().filter(ClusterVars::isSecret).toList();
    return new ClusterPlan.Part(
        component,
        ref(plan),
        kind,
        needs,
        outputs(component, plan),
        new ClusterPlan.Ins(
            List.copyOf(Recipe.of(service.type()).settings(plan, service, version).keySet()),
            secrets.stream().map(ServiceConfig::parameterName).toList(),
            secrets.stream().map(c -> ClusterVars.name(c.ansibleVarName())).toList()));
  }

  private static String kind(Service service, List<ServiceType> all) {
    return all.stream()
        .filter(t -> t.type().equals(service.type()))
        .map(ServiceType::kind)
        .findFirst()
        .orElse(Machinery.STAND_ALONE);
  }

  private static Machinery machinery(Cluster cluster, List<ServiceType> all) {
    var classes = cluster.services().stream().map(s -> kind(s, all)).toList();
    return Machinery.of(classes, cluster.slaves(), cluster.monitoring());
  }

  private Map<String, Object> vars(
      Where where, Cluster cluster, List<ServiceType> all, Level level, boolean created) {
    var of = new ClusterVars.Of(cluster, machinery(cluster, all), level.image, site);
    return ClusterVars.of(of, all, created);
  }

  /** A plan for everybody, which operators alone publish. */
  private PlanDetail plan(
      Caller caller, String type, String name, @org.jspecify.annotations.Nullable Object pin) {
    try {
      var found = plans.show(caller, Optional.empty(), pin instanceof String text ? text : name);
      if (Recipe.keepsToConvention(found)) {
        return found;
      }
    } catch (Refusal none) {
      if (none.kind() != Refusal.Kind.NOT_FOUND && none.kind() != Refusal.Kind.INVALID) {
        throw none;
      }
    }
    throw noRecipe(type, name);
  }

  private static Fault noRecipe(String type, String plan) {
    return Fault.invalid(
        "service '%s' is not supported: there is no plan '%s' in the catalogue that sets it up on"
            + " a cluster's machines; publish one, or leave the service out",
        type, plan);
  }

  private static String ref(PlanDetail plan) {
    return plan.plan().ref();
  }

  private static List<String> outputs(String component, PlanDetail plan) {
    return plan.plan().outputs().keySet().stream()
        .filter(name -> component.length() + name.length() < 63)
        .sorted()
        .toList();
  }
}
