package io.sutler.testkit;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.OutputSpec;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.domain.Ulid;
import io.sutler.driver.ComponentView;
import io.sutler.driver.RegionView;
import io.sutler.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Builds {@link ComponentView}s as control would. Each method gives a changed copy; one of these
 * stands for one component of one deployment through its life.
 */
public final class Views {
  /** Of this JVM alone: drivers see all of this machine, and so other tests' processes too. */
  public static final String INSTALLATION = "sutler-" + ProcessHandle.current().pid();

  private final ComponentView view;

  private Views(ComponentView view) {
    this.view = view;
  }

  /** A region {@code local} of this machine whose components live under {@code data}. */
  public static RegionView region(String installation, Path data) {
    return new RegionView(
        new Region("local", Optional.empty(), "local", "here", Map.of(), "", false, 4),
        installation,
        data);
  }

  /** A fresh deployment's component without inputs, running, with a minute for each step. */
  public static Views component(String driver, String name, RegionView region, Path bundle) {
    var deployment = new DeploymentId(Ulid.of(Instant.now(), RandomGenerator.getDefault()));
    var directory = deployment + "-" + name;
    return new Views(
        new ComponentView(
            new OwnerTag(region.installation(), deployment, name),
            "demo",
            "orders",
            1,
            RunState.RUNNING,
            desired(driver, name, Map.of(), Map.of(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Map.of(),
            region,
            region.data().resolve("work").resolve(directory),
            region.data().resolve("storage").resolve(directory),
            bundle,
            Optional.empty(),
            "step-" + Ulid.of(Instant.now(), RandomGenerator.getDefault()),
            Instant.now().plusSeconds(60),
            false));
  }

  private static DesiredComponent desired(
      String driver,
      String name,
      Map<String, Object> inputs,
      Map<String, OutputSpec> outputs,
      Optional<CheckSpec> ready,
      Optional<CheckSpec> live) {
    return new DesiredComponent(
        name,
        driver,
        "local",
        inputs,
        Json.digest(inputs),
        "bundle",
        Set.of(),
        DataPolicy.NONE,
        ready,
        live,
        outputs,
        Optional.empty(),
        Resources.NONE,
        Duration.ofMinutes(1));
  }

  private DesiredComponent desired(
      Map<String, Object> inputs,
      Map<String, OutputSpec> outputs,
      Optional<CheckSpec> ready,
      Optional<CheckSpec> live) {
    var old = view.desired();
    return desired(old.driver(), old.name(), inputs, outputs, ready, live);
  }

  private Views with(
      RunState runState,
      DesiredComponent desired,
      Optional<String> applied,
      Set<String> secrets,
      Optional<String> handle,
      Instant deadline,
      boolean keepData) {
    return new Views(
        new ComponentView(
            view.owner(),
            view.project(),
            view.deployment(),
            view.generation(),
            runState,
            desired,
            view.previous(),
            applied,
            secrets,
            view.outputs(),
            view.region(),
            view.workspace(),
            view.storage(),
            view.bundle(),
            handle,
            "step-" + Ulid.of(Instant.now(), RandomGenerator.getDefault()),
            deadline,
            keepData));
  }

  private Views with(DesiredComponent desired) {
    return with(
        view.runState(),
        desired,
        view.applied(),
        view.secrets(),
        view.handle(),
        view.deadline(),
        view.keepData());
  }

  /** The same, where its region is told otherwise by now. */
  public Views at(RegionView region) {
    var v = view;
    return new Views(
        new ComponentView(
            v.owner(),
            v.project(),
            v.deployment(),
            v.generation(),
            v.runState(),
            v.desired(),
            v.previous(),
            v.applied(),
            v.secrets(),
            v.outputs(),
            region,
            v.workspace(),
            v.storage(),
            v.bundle(),
            v.handle(),
            v.stepTag(),
            v.deadline(),
            v.keepData()));
  }

  /** The whole {@code with}. */
  public Views inputs(Map<String, Object> inputs) {
    var d = view.desired();
    return with(desired(inputs, d.outputs(), d.ready(), d.live()));
  }

  /** One key of {@code with}. */
  public Views input(String name, Object value) {
    var inputs = new LinkedHashMap<>(view.desired().inputs());
    inputs.put(name, value);
    return inputs(inputs);
  }

  /** Declares an output. */
  public Views output(String name, OutputSpec spec) {
    var d = view.desired();
    var outputs = new LinkedHashMap<>(d.outputs());
    outputs.put(name, spec);
    return with(desired(d.inputs(), outputs, d.ready(), d.live()));
  }

  public Views ready(CheckSpec check) {
    var d = view.desired();
    return with(desired(d.inputs(), d.outputs(), Optional.of(check), d.live()));
  }

  public Views withoutReady() {
    var d = view.desired();
    return with(desired(d.inputs(), d.outputs(), Optional.empty(), d.live()));
  }

  public Views live(CheckSpec check) {
    var d = view.desired();
    return with(desired(d.inputs(), d.outputs(), d.ready(), Optional.of(check)));
  }

  public Views runState(RunState runState) {
    return with(
        runState,
        view.desired(),
        view.applied(),
        view.secrets(),
        view.handle(),
        view.deadline(),
        view.keepData());
  }

  /** As recorded after its inputs were applied to their end. */
  public Views applied() {
    return with(
        view.runState(),
        view.desired(),
        Optional.of(view.desired().digest()),
        view.secrets(),
        view.handle(),
        view.deadline(),
        view.keepData());
  }

  /** Clear texts that must never be shown. */
  public Views secrets(Set<String> secrets) {
    return with(
        view.runState(),
        view.desired(),
        view.applied(),
        secrets,
        view.handle(),
        view.deadline(),
        view.keepData());
  }

  public Views handle(Optional<String> handle) {
    return with(
        view.runState(),
        view.desired(),
        view.applied(),
        view.secrets(),
        handle,
        view.deadline(),
        view.keepData());
  }

  /** How long the next step may take, from now. */
  public Views within(Duration time) {
    return with(
        view.runState(),
        view.desired(),
        view.applied(),
        view.secrets(),
        view.handle(),
        Instant.now().plus(time),
        view.keepData());
  }

  public Views keepData() {
    return with(
        view.runState(),
        view.desired(),
        view.applied(),
        view.secrets(),
        view.handle(),
        view.deadline(),
        true);
  }

  /** Of a later level. */
  public Views generation(long generation) {
    return new Views(
        new ComponentView(
            view.owner(),
            view.project(),
            view.deployment(),
            generation,
            view.runState(),
            view.desired(),
            view.previous(),
            view.applied(),
            view.secrets(),
            view.outputs(),
            view.region(),
            view.workspace(),
            view.storage(),
            view.bundle(),
            view.handle(),
            view.stepTag(),
            view.deadline(),
            view.keepData()));
  }

  public ComponentView view() {
    return view;
  }
}
