package io.sutler.api.michman;

import io.sutler.access.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The service types that there are: each kept whole, changed whole. Thread-safe. */
record ServiceTypes(Records<ServiceType> records) {
  List<ServiceType> all(Caller caller) {
    return records.all(caller).stream().map(Records.Kept::value).toList();
  }

  ServiceType get(Caller caller, String typeOrId) {
    return records.get(caller, Optional.empty(), typeOrId).value();
  }

  ServiceType create(Caller caller, ServiceType asked) {
    if (records.find(caller, Optional.empty(), asked.type()).isPresent()) {
      throw Fault.exists("service type", asked.type());
    }
    var type = Generated.type(asked);
    CheckServiceType.whole(type);
    requireNeeds(caller, type.versions());
    return records.create(caller, Optional.empty(), type.id(), type.type(), type);
  }

  ServiceType change(Caller caller, String typeOrId, UnaryOperator<ServiceType> change) {
    return records.change(caller, Optional.empty(), typeOrId, change);
  }

  ServiceType changeVersion(
      Caller caller, String typeOrId, String versionOrId, UnaryOperator<ServiceVersion> change) {
    return change(
        caller,
        typeOrId,
        type -> {
          var old = version(type, versionOrId);
          var versions = new ArrayList<>(type.versions());
          versions.set(versions.indexOf(old), change.apply(old));
          return type.withVersions(versions);
        });
  }

  void remove(Caller caller, String typeOrId) {
    var kept = records.get(caller, Optional.empty(), typeOrId);
    var name = kept.value().type();
    if (all(caller).stream().anyMatch(other -> needs(other, name, Optional.empty()))) {
      throw new Fault(
          Fault.Class.EXISTS, "service type presents in dependencies for another service");
    }
    records.remove(caller, Optional.empty(), kept);
  }

  ServiceType removeVersion(Caller caller, String typeOrId, String versionOrId) {
    var others = all(caller);
    return change(
        caller,
        typeOrId,
        type -> {
          var version = version(type, versionOrId);
          var name = Optional.of(version.version());
          others.stream()
              .filter(other -> needs(other, type.type(), name))
              .findFirst()
              .ifPresent(other -> {
                throw Fault.invalid(
                    "service type version %s presents in dependencies versions in %s service",
                    version.version(), other.type());
              });
          if (version.version().equals(type.defaultVersion())) {
            throw Fault.invalid("service type version set in default version");
          }
          return type.withVersions(type.versions().stream().filter(v -> v != version).toList());
        });
  }

  void requireNeeds(Caller caller, List<ServiceVersion> versions) {
    if (versions.stream().allMatch(v -> v.dependencies().isEmpty())) {
      return;
    }
    var all = all(caller);
    versions.forEach(v -> v.dependencies().forEach(d -> CheckServiceType.dependency(d, all)));
  }

  private static boolean needs(ServiceType other, String type, Optional<String> version) {
    return !other.type().equals(type)
        && other.versions().stream()
            .flatMap(v -> v.dependencies().stream())
            .anyMatch(d ->
                d.serviceType().equals(type)
                    && version.map(d.serviceVersions()::contains).orElse(true));
  }

  static ServiceVersion version(ServiceType type, String versionOrId) {
    return type.versions().stream()
        .filter(v -> v.version().equals(versionOrId))
        .findFirst()
        .or(() -> type.versions().stream().filter(v -> v.id().equals(versionOrId)).findFirst())
        .orElseThrow(() -> Fault.notFound("service type version", versionOrId));
  }

  static ServiceConfig config(ServiceVersion version, String nameOrId) {
    return version.configs().stream()
        .filter(c -> c.parameterName().equals(nameOrId))
        .findFirst()
        .or(() -> version.configs().stream().filter(c -> c.id().equals(nameOrId)).findFirst())
        .orElseThrow(() -> Fault.notFound("service config", nameOrId));
  }

  static ServiceDependency dependency(ServiceVersion version, String type) {
    return version.dependencies().stream()
        .filter(d -> d.serviceType().equals(type))
        .findFirst()
        .orElseThrow(() -> Fault.notFound("service dependency", type));
  }
}
