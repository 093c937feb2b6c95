package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** {@code /configs/T/versions/V/configs} and {@code .../dependencies}: parts of a version. */
record ServiceConfigRoutes(Face face, ServiceTypes types) {
  private static final String VERSION = "/configs/{type}/versions/{version}";
  private static final String CONFIG = VERSION + "/configs/{config}";
  private static final String DEPENDENCY = VERSION + "/dependencies/{dependency}";

  List<Route> routes() {
    return List.of(
        face.route("GET", VERSION + "/configs", this::configs),
        face.route("POST", VERSION + "/configs", this::addConfig),
        face.route("GET", CONFIG, this::config),
        face.route("PUT", CONFIG, this::changeConfig),
        face.route("DELETE", CONFIG, this::removeConfig),
        face.route("GET", VERSION + "/dependencies", this::dependencies),
        face.route("POST", VERSION + "/dependencies", this::addDependency),
        face.route("GET", DEPENDENCY, this::dependency),
        face.route("PUT", DEPENDENCY, this::changeDependency),
        face.route("DELETE", DEPENDENCY, this::removeDependency));
  }

  private ServiceVersion version(Ask ask, Caller caller) {
    return ServiceTypes.version(types.get(caller, ask.path("type")), ask.path("version"));
  }

  private ServiceVersion change(
      Ask ask, Caller caller, Function<String, UnaryOperator<ServiceVersion>> change) {
    var of = types.get(caller, ask.path("type")).type();
    var type = types.changeVersion(caller, ask.path("type"), ask.path("version"), change.apply(of));
    return ServiceTypes.version(type, ask.path("version"));
  }

  private Answer configs(Ask ask, Caller caller) {
    return Envelope.ok(ask, version(ask, caller).configs());
  }

  private Answer config(Ask ask, Caller caller) {
    return Envelope.ok(ask, ServiceTypes.config(version(ask, caller), ask.path("config")));
  }

  private Answer addConfig(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceConfig.class);
    var changed =
        change(
            ask,
            caller,
            type ->
                version -> {
                  var config = Generated.config(type, asked);
                  CheckServiceType.config(type, config);
                  if (version.configs().stream()
                      .anyMatch(c -> c.parameterName().equals(config.parameterName()))) {
                    throw Fault.exists("service type version config", config.parameterName());
                  }
                  var configs = new ArrayList<>(version.configs());
                  configs.add(config);
                  return version.withConfigs(configs);
                });
    return Envelope.created(ask, ServiceTypes.config(changed, asked.parameterName()));
  }

  private Answer changeConfig(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceConfig.class);
    if (!asked.id().isEmpty()
        || !asked.parameterName().isEmpty()
        || !asked.ansibleVarName().isEmpty()) {
      throw new Fault(
          Fault.Class.UNMODIFIABLE,
          "some service type version config fields can't be modified (ID, ParameterName,"
              + " AnsibleVarName)");
    }
    var name = ask.path("config");
    var changed =
        change(
            ask,
            caller,
            type ->
                version -> {
                  var old = ServiceTypes.config(version, name);
                  var config = merged(old, asked);
                  CheckServiceType.config(type, config);
                  var configs = new ArrayList<>(version.configs());
                  configs.set(configs.indexOf(old), config);
                  return version.withConfigs(configs);
                });
    return Envelope.ok(ask, ServiceTypes.config(changed, name));
  }

  private static ServiceConfig merged(ServiceConfig old, ServiceConfig asked) {
    return new ServiceConfig(
        old.id(),
        old.parameterName(),
        Given.or(asked.type(), old.type()),
        asked.possibleValues().isEmpty() ? old.possibleValues() : asked.possibleValues(),
        Given.or(asked.defaultValue(), old.defaultValue()),
        asked.required() || old.required(),
        Given.or(asked.description(), old.description()),
        old.ansibleVarName(),
        asked.isList() || old.isList());
  }

  private Answer removeConfig(Ask ask, Caller caller) {
    var unused =
        change(
            ask,
            caller,
            type ->
                version -> {
                  var old = ServiceTypes.config(version, ask.path("config"));
                  return version.withConfigs(
                      version.configs().stream().filter(c -> c != old).toList());
                });
    return Answer.done();
  }

  private Answer dependencies(Ask ask, Caller caller) {
    return Envelope.ok(ask, version(ask, caller).dependencies());
  }

  private Answer dependency(Ask ask, Caller caller) {
    return Envelope.ok(ask, ServiceTypes.dependency(version(ask, caller), ask.path("dependency")));
  }

  private Answer addDependency(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceDependency.class);
    CheckServiceType.dependency(asked);
    CheckServiceType.dependency(asked, types.all(caller));
    var changed =
        change(
            ask,
            caller,
            type ->
                version -> {
                  if (version.dependencies().stream()
                      .anyMatch(d -> d.serviceType().equals(asked.serviceType()))) {
                    throw Fault.exists("service dependency", asked.serviceType());
                  }
                  var all = new ArrayList<>(version.dependencies());
                  all.add(asked);
                  return version.withDependencies(all);
                });
    return Envelope.created(ask, ServiceTypes.dependency(changed, asked.serviceType()));
  }

  private Answer changeDependency(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceDependency.class);
    var name = ask.path("dependency");
    if (!asked.serviceType().isEmpty() && !asked.serviceType().equals(name)) {
      throw new Fault(
          Fault.Class.UNMODIFIABLE, "service dependency field 'ServiceType' can't be modified");
    }
    var all = types.all(caller);
    var changed =
        change(
            ask,
            caller,
            type ->
                version -> {
                  var old = ServiceTypes.dependency(version, name);
                  var dependency =
                      new ServiceDependency(
                          name,
                          ServiceTypeRoutes.more(
                              asked.serviceVersions(), old.serviceVersions(), v -> v),
                          Given.or(asked.defaultServiceVersion(), old.defaultServiceVersion()),
                          Given.or(asked.description(), old.description()));
                  CheckServiceType.dependency(dependency);
                  CheckServiceType.dependency(dependency, all);
                  var dependencies = new ArrayList<>(version.dependencies());
                  dependencies.set(dependencies.indexOf(old), dependency);
                  return version.withDependencies(dependencies);
                });
    return Envelope.ok(ask, ServiceTypes.dependency(changed, name));
  }

  private Answer removeDependency(Ask ask, Caller caller) {
    var unused =
        change(
            ask,
            caller,
            type ->
                version -> {
                  var old = ServiceTypes.dependency(version, ask.path("dependency"));
                  return version.withDependencies(
                      version.dependencies().stream().filter(d -> d != old).toList());
                });
    return Answer.done();
  }
}
