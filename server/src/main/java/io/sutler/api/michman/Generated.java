package io.sutler.api.michman;

import java.util.List;

/** Gives what is uploaded its ids and names. */
final class Generated {
  private Generated() {}

  static ServiceType type(ServiceType t) {
    return new ServiceType(
        Records.newId(),
        t.type(),
        t.description(),
        t.versions().stream().map(v -> version(t.type(), v)).toList(),
        t.defaultVersion(),
        t.kind(),
        t.accessPort(),
        t.ports(),
        t.healthCheck().stream()
            .map(h -> new HealthCheck(Records.newId(), h.checkType(), h.configs()))
            .toList());
  }

  static ServiceVersion version(String type, ServiceVersion v) {
    return new ServiceVersion(
        Records.newId(),
        v.version(),
        v.description(),
        configs(type, v.configs()),
        v.downloadUrl(),
        v.dependencies());
  }

  private static List<ServiceConfig> configs(String type, List<ServiceConfig> configs) {
    return configs.stream().map(c -> config(type, c)).toList();
  }

  /** The variable's name is generated whatever was declared, as in the original. */
  static ServiceConfig config(String type, ServiceConfig c) {
    return new ServiceConfig(
        Records.newId(),
        c.parameterName(),
        c.type(),
        c.possibleValues(),
        c.defaultValue(),
        c.required(),
        c.description(),
        type + "_" + c.parameterName(),
        c.isList());
  }
}
