package io.sutler.api.michman;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a service type, its versions, configs and dependencies must be like. Pure. */
final class CheckServiceType {
  private static final Set<String> CLASSES = Set.of("master-slave", "stand-alone", "storage");
  private static final int LAST_PORT = 65_535;

  private CheckServiceType() {}

  /** All but what it says of other service types. */
  static void whole(ServiceType type) {
    required("service type", "Type", type.type());
    required("service type", "Class", type.kind());
    required("service type", "DefaultVersion", type.defaultVersion());
    if (!CLASSES.contains(type.kind())) {
      throw Fault.invalid(
          "class for service type '%s' is not supported: use master-slave, stand-alone or storage",
          type.type());
    }
    if (type.versions().isEmpty()) {
      throw Fault.invalid("required service type field 'Versions' is empty");
    }
    for (var port : type.ports()) {
      if (!isPort(port.port())) {
        throw Fault.invalid("'%s' service port %d is incorrect", type.type(), port.port());
      }
    }
    if (type.accessPort() != 0 && !isPort(type.accessPort())) {
      throw Fault.invalid("'%s' service port %d is incorrect", type.type(), type.accessPort());
    }
    var names = new HashSet<String>();
    for (var version : type.versions()) {
      if (!names.add(version.version())) {
        throw Fault.exists("service type version", version.version());
      }
      version(type.type(), version);
    }
    if (!names.contains(type.defaultVersion())) {
      throw Fault.invalid(
          "'%s' service version '%s' is not supported", type.type(), type.defaultVersion());
    }
    type.healthCheck().forEach(check -> health(type.type(), check));
  }

  static void version(String type, ServiceVersion version) {
    required("service type version", "Version", version.version());
    var names = new HashSet<String>();
    for (var config : version.configs()) {
      if (!names.add(config.parameterName())) {
        throw Fault.exists("service config", config.parameterName());
      }
      config(type, config);
    }
    var needs = new HashSet<String>();
    for (var dependency : version.dependencies()) {
      if (!needs.add(dependency.serviceType())) {
        throw Fault.exists("service dependency", dependency.serviceType());
      }
      dependency(dependency);
    }
  }

  static void config(String type, ServiceConfig config) {
    required("service config", "ParameterName", config.parameterName());
    required("service config", "Type", config.type());
    if (!Values.TYPES.contains(config.type())) {
      throw incorrectType(config.parameterName(), type);
    }
    possible(config, type);
    var otherwise = config.defaultValue();
    if (otherwise.isEmpty()) {
      if (!config.possibleValues().isEmpty()) {
        throw Fault.invalid("service type version config default value must be set");
      }
      return;
    }
    if (!Values.fitsDefault(config.type(), config.isList(), otherwise)) {
      throw incorrectType(config.parameterName(), type);
    }
    if (!Values.isPossible(config, otherwise)) {
      throw unsupported(config.parameterName(), type);
    }
  }

  private static void possible(ServiceConfig config, String type) {
    var values = new HashSet<Object>();
    for (var value : config.possibleValues()) {
      if (value.isEmpty()) {
        throw Fault.invalid("config possible value is empty");
      }
      if (!Values.fits(config.type(), config.isList(), value)) {
        throw incorrectType(config.parameterName(), type);
      }
      values.add(Values.plain(config.isList(), value));
    }
    if (values.size() < config.possibleValues().size()) {
      throw Fault.invalid(
          "'%s' service config param '%s' has repeated possible values",
          config.parameterName(), type);
    }
  }

  /** By itself; whether what it names is there is another question. */
  static void dependency(ServiceDependency dependency) {
    required("service dependency", "ServiceType", dependency.serviceType());
    if (dependency.serviceVersions().isEmpty()) {
      throw Fault.invalid("required service dependency field 'ServiceVersions' is empty");
    }
    required("service dependency", "DefaultServiceVersion", dependency.defaultServiceVersion());
    if (!dependency.serviceVersions().contains(dependency.defaultServiceVersion())) {
      throw Fault.invalid(
          "'%s' service version '%s' is not supported",
          dependency.serviceType(), dependency.defaultServiceVersion());
    }
  }

  /** Whether what it names is there. */
  static void dependency(ServiceDependency dependency, List<ServiceType> all) {
    var other =
        all.stream()
            .filter(t -> t.type().equals(dependency.serviceType()))
            .findFirst()
            .orElseThrow(() -> Fault.notFound("service type", dependency.serviceType()));
    for (var version : dependency.serviceVersions()) {
      if (other.versions().stream().noneMatch(v -> v.version().equals(version))) {
        throw Fault.notFound("service type version", version);
      }
    }
  }

  private static void health(String type, HealthCheck check) {
    required("service health check", "CheckType", check.checkType());
    for (var config : check.configs()) {
      required("service health check", "ParameterName", config.parameterName());
      if (!Values.TYPES.contains(config.type())
          || !config.defaultValue().isEmpty()
              && !Values.fits(config.type(), config.isList(), config.defaultValue())) {
        throw incorrectType(config.parameterName(), type);
      }
    }
  }

  static void required(String what, String field, String value) {
    if (value.isEmpty()) {
      throw Fault.invalid("required %s field '%s' is empty", what, field);
    }
  }

  static Fault incorrectType(String parameter, String service) {
    return Fault.invalid(
        "'%s' service config param '%s' has incorrect value type", parameter, service);
  }

  static Fault unsupported(String parameter, String service) {
    return Fault.invalid(
        "'%s' service config param '%s' value is not supported", parameter, service);
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= LAST_PORT;
  }
}
