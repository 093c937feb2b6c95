package io.sutler.api.michman;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What a cluster must be like, and which services it has besides those asked for. Pure. */
final class CheckCluster {
  private CheckCluster() {}

  /**
   * The services asked for with their versions, and all that those need, each once. Mends three
   * defects of the original: no services are no endless loop, every dependency's own are looked at,
   * and a type without health checks can be had.
   *
   * @throws Fault when one is of no type that there is, or two want versions that do not go
   *     together
   */
  static List<Service> expand(List<Service> asked, List<ServiceType> all) {
    var names = new HashSet<String>();
    for (var service : asked) {
      if (!names.add(service.type())) {
        throw Fault.exists("service", service.type());
      }
    }
    var chosen = new LinkedHashMap<String, Service>();
    for (var service : asked) {
      chosen.put(service.type(), versioned(service, all));
    }
    var open = new ArrayDeque<>(chosen.values());
    while (!open.isEmpty()) {
      var service = open.poll();
      for (var dependency : version(service, all).dependencies()) {
        var standing = Optional.ofNullable(chosen.get(dependency.serviceType()));
        if (standing.isEmpty()) {
          var needed = needed(service, dependency, all);
          chosen.put(needed.type(), needed);
          open.add(needed);
        } else if (!dependency.serviceVersions().contains(standing.get().version())) {
          throw Fault.invalid(
              "service '%s' has incompatible version for service '%s'",
              standing.get().type(), service.type());
        }
      }
    }
    return List.copyOf(chosen.values());
  }

  private static Service needed(Service by, ServiceDependency dependency, List<ServiceType> all) {
    return versioned(
        new Service(
            "",
            by.name() + "-dependent",
            dependency.serviceType(),
            "",
            java.util.Map.of(),
            "",
            "",
            dependency.defaultServiceVersion(),
            "",
            ""),
        all);
  }

  private static Service versioned(Service service, List<ServiceType> all) {
    service(service, all);
    var version = version(service, all).version();
    return new Service(
        service.id().isEmpty() ? Records.newId() : service.id(),
        service.name(),
        service.type(),
        service.clusterRef(),
        service.config(),
        service.displayName(),
        service.entityStatus(),
        version,
        service.url(),
        service.description());
  }

  /** Its type, version and configs. */
  static void service(Service service, List<ServiceType> all) {
    CheckServiceType.required("service", "Type", service.type());
    var version = version(service, all);
    service
        .config()
        .forEach((name, value) -> {
          var config =
              version.configs().stream()
                  .filter(c -> c.parameterName().equals(name))
                  .findFirst()
                  .orElseThrow(() ->
                      Fault.invalid(
                          "'%s' service config param name '%s' is not supported",
                          name, service.type()));
          if (!Values.fits(config.type(), config.isList(), value)) {
            throw CheckServiceType.incorrectType(name, service.type());
          }
          if (!possible(config, value)) {
            throw CheckServiceType.unsupported(name, service.type());
          }
        });
  }

  /** A list may be a possible one, or all its elements are possible as texts. */
  private static boolean possible(ServiceConfig config, String value) {
    var all = config.possibleValues();
    if (Values.isPossible(config, value)) {
      return true;
    }
    return config.isList()
        && GoJson.list(value).stream().allMatch(each -> all.contains(String.valueOf(each)));
  }

  static ServiceVersion version(Service service, List<ServiceType> all) {
    var type =
        all.stream()
            .filter(t -> t.type().equals(service.type()))
            .findFirst()
            .orElseThrow(() -> Fault.invalid("service '%s' is not supported", service.type()));
    var wanted = Given.or(service.version(), type.defaultVersion());
    if (wanted.isEmpty()) {
      throw Fault.invalid(
          "'%s' service version and default version are not specified", service.type());
    }
    return type.versions().stream()
        .filter(v -> v.version().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            Fault.invalid("'%s' service version '%s' is not supported", service.type(), wanted));
  }

  /** What a playbook is given of a service: every declared config under its variable. */
  static java.util.Map<String, Object> variables(Service service, List<ServiceType> all) {
    var version = version(service, all);
    var variables = new LinkedHashMap<String, Object>();
    variables.put("deploy_" + service.type(), true);
    variables.put(service.type() + "_version", version.version());
    for (var config : new ArrayList<>(version.configs())) {
      var value = service.config().getOrDefault(config.parameterName(), config.defaultValue());
      if (!value.isEmpty()) {
        variables.put(config.ansibleVarName(), Values.data(config.type(), config.isList(), value));
      }
    }
    return variables;
  }
}
