package io.sutler.cli.local;

import io.sutler.catalog.Inputs;
import io.sutler.catalog.Params;
import io.sutler.catalog.Resolver;
import io.sutler.cli.terminal.Mishap;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.domain.OutputValue;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Plan;
import io.sutler.domain.Region;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import io.sutler.domain.Ulid;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One deployment of a local plan, made by the real drivers in a directory of its own; nothing of it
 * is recorded but here. Not thread-safe.
 */
final class Trial {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final LocalPlan local;
  private final Map<String, Object> params;
  private final RegionView region;
  private final Path files;
  private final LineLog log;
  private final DeploymentId deployment = new DeploymentId(Ulid.of(Instant.now(), RANDOM));
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, Made> made = new LinkedHashMap<>();
  private boolean standing;

  /** What a component came to. */
  record Made(
      DesiredComponent component, Map<String, OutputValue> outputs, Optional<String> handle) {}

  /**
   * @param given parameters as the author typed them
   * @throws io.sutler.domain.Refusal when they do not fit the plan
   */
  Trial(LocalPlan local, Map<String, Object> given, Path scratch, LineLog log) {
    this.local = local;
    this.params = new Params().check(local.plan(), given, Set.of());
    this.log = log;
    this.files = scratch.resolve("bundle");
    local.bundle().unpack(files.resolve(local.plan().digest()));
    this.region =
        new RegionView(
            new Region("local", Optional.empty(), "local", "here", Map.of(), "", false, 4),
            "try" + Ulid.of(Instant.now(), RANDOM).toLowerCase(java.util.Locale.ROOT),
            scratch);
    new Resolver()
        .secrets(local.plan(), inputs())
        .forEach((name, spec) -> secrets.put(name, Ulid.of(Instant.now(), RANDOM)));
  }

  /** Makes all components real, or those that one needs and itself; in their order. */
  void apply(Optional<String> upTo) throws InterruptedException {
    standing = true;
    var done = new LinkedHashSet<String>();
    while (true) {
      var next = next(done, upTo);
      if (next.isEmpty()) {
        return;
      }
      var component = next.get();
      log.title(component.name());
      made.put(component.name(), applied(component));
      done.add(component.name());
    }
  }

  private Optional<DesiredComponent> next(Set<String> done, Optional<String> upTo) {
    if (upTo.isPresent() && done.contains(upTo.get())) {
      return Optional.empty();
    }
    var waiting = new ArrayList<String>();
    for (var resolution : new Resolver().resolve(local.plan(), inputs())) {
      switch (resolution) {
        case Resolution.Resolved(DesiredComponent c) -> {
          if (!done.contains(c.name()) && done.containsAll(c.needs())) {
            return Optional.of(c);
          }
        }
        case Resolution.Waiting w -> waiting.add(w.name() + " waits: " + w.reason());
        case Resolution.Broken b -> throw Mishap.failed(b.name() + ": " + b.failure().message());
      }
    }
    if (!waiting.isEmpty()) {
      throw Mishap.failed("it goes no further", waiting.toArray(String[]::new));
    }
    return Optional.empty();
  }

  private Inputs inputs() {
    var seen = new LinkedHashMap<String, Inputs.Seen>();
    made.forEach((name, m) -> seen.put(name, new Inputs.Seen(m.outputs(), List.of())));
    var where = new Inputs.Where("trial", "trial", "local");
    return new Inputs(params, Map.of(), secrets, seen, where, this::used);
  }

  private Optional<Plan> used(String digest) {
    return local.catalog().byDigest(digest).map(LocalCatalog.Found::plan);
  }

  /** The files of the plan that a component is of. */
  private Path files(DesiredComponent component) {
    var unpacked = files.resolve(component.bundle());
    if (!Files.isDirectory(unpacked)) {
      local.catalog().byDigest(component.bundle()).orElseThrow().bundle().unpack(unpacked);
    }
    return unpacked;
  }

  private Made applied(DesiredComponent component) throws InterruptedException {
    var handle = Optional.ofNullable(made.get(component.name())).flatMap(Made::handle);
    while (true) {
      switch (driver(component).apply(view(component, handle, RunState.RUNNING), log)) {
        case Progress.Done done -> {
          return new Made(
              component,
              outputs(component, done.outputs()),
              done.handle().or(() -> Optional.empty()));
        }
        case Progress.Waiting waits -> {
          handle = Optional.of(waits.handle());
          Thread.sleep(waits.lookAgain());
        }
        case Progress.Failed failed ->
            throw Mishap.failed(component.name() + " failed: " + failed.failure().message());
      }
    }
  }

  private static Map<String, OutputValue> outputs(
      DesiredComponent component, Map<String, Object> given) {
    var outputs = new LinkedHashMap<String, OutputValue>();
    component
        .outputs()
        .forEach((name, spec) -> {
          var value = given.get(name);
          if (value == null) {
            throw Mishap.failed(
                component.name() + " ended without its output '" + name + "'",
                "write it to the file that SUTLER_OUTPUTS names, as JSON");
          }
          outputs.put(name, new OutputValue(spec.type(), spec.secret(), value));
        });
    return outputs;
  }

  /** The plan, as people write it. */
  String ref() {
    return local.plan().ref();
  }

  /** What is seen of each component. */
  Map<String, Observation> observe() throws InterruptedException {
    var seen = new LinkedHashMap<String, Observation>();
    for (var m : made.values()) {
      var driver = driver(m.component());
      var view = view(m.component(), m.handle(), RunState.RUNNING);
      seen.put(m.component().name(), driver.observe(view, () -> driver.look(region)));
    }
    return seen;
  }

  /** Removes all of them, the last first; data too. */
  void remove() throws InterruptedException {
    for (var m : new ArrayList<>(made.values()).reversed()) {
      log.title(m.component().name());
      var handle = m.handle();
      var open = true;
      while (open) {
        switch (driver(m.component()).remove(view(m.component(), handle, RunState.ABSENT), log)) {
          case Progress.Done done -> open = false;
          case Progress.Waiting waits -> {
            handle = Optional.of(waits.handle());
            Thread.sleep(waits.lookAgain());
          }
          case Progress.Failed failed ->
              throw Mishap.failed(
                  m.component().name() + " cannot be removed: " + failed.failure().message());
        }
      }
    }
    standing = false;
  }

  /** Whether something of it may stand. */
  boolean stands() {
    return standing;
  }

  /** What carries this trial's tag still, in words. */
  List<String> left() throws InterruptedException {
    var left = new ArrayList<String>();
    for (var driver : local.drivers().values()) {
      driver.look(region).found().forEach(f -> left.add(f.kind() + " " + f.detail()));
    }
    return left;
  }

  Map<String, Made> made() {
    return made;
  }

  private Driver driver(DesiredComponent component) {
    return Optional.ofNullable(local.drivers().get(component.driver()))
        .orElseThrow(
            () -> Mishap.failed("the driver " + component.driver() + " needs a server: sutler up"));
  }

  /** As the driver sees it now. */
  ComponentView view(DesiredComponent component, Optional<String> handle, RunState runState) {
    var before = Optional.ofNullable(made.get(component.name()));
    var folder =
        region
            .data()
            .resolve("components")
            .resolve(deployment + "-" + component.name().replaceAll("[^A-Za-z0-9._-]", "_"));
    return new ComponentView(
        new OwnerTag(region.installation(), deployment, component.name()),
        "trial",
        "trial",
        1,
        runState,
        component,
        before.map(m -> m.component().inputs()),
        before.map(m -> m.component().digest()),
        Set.copyOf(secrets.values()),
        before.map(Made::outputs).orElse(Map.of()),
        region,
        folder.resolve("work"),
        folder.resolve("storage"),
        files(component),
        handle,
        "try-" + Ulid.of(Instant.now(), RANDOM),
        Instant.now().plus(component.deadline()),
        false);
  }
}
