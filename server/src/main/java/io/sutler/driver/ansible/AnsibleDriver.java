package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.domain.CheckSpec;
import io.sutler.domain.Observation;
import io.sutler.domain.Region;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.OperationView;
import io.sutler.driver.Preview;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.driver.checkout.Bounds;
import io.sutler.driver.checkout.Checkouts;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Guard;
import io.sutler.driver.local.Kept;
import io.sutler.driver.local.LocalTools;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.Owned;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Surroundings;
import io.sutler.driver.local.Sweep;
import io.sutler.driver.local.Task.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a plan's playbooks on machines: one makes the component so, others are its operations and
 * its removal. A playbook outlives Sutler: the next one takes it up, or reads its end. Thread-safe.
 */
public final class AnsibleDriver implements Driver {
  private static final Duration ONE_TRY = Duration.ofMinutes(1);
  private final InstantSource clock;
  private final RunPlaybook runs;
  private final ObserveAnsible observe;

  /** One that reads no repositories of this machine's own disk. */
  public AnsibleDriver(InstantSource clock, LocalTools tools) {
    this(clock, tools, List.of());
  }

  /**
   * @param repositories directories of this machine whose git repositories plans may name
   */
  public AnsibleDriver(InstantSource clock, LocalTools tools, List<Path> repositories) {
    this.clock = clock;
    var checkouts = new Checkouts(tools.cache().resolve("git"), repositories, Bounds.USUAL, clock);
    this.runs = new RunPlaybook(clock, tools, new FetchPlaybook(checkouts, tools));
    this.observe = new ObserveAnsible(clock, runs);
  }

  @Override
  public DriverTraits traits() {
    return AnsibleSchema.TRAITS;
  }

  @Override
  public List<String> faults(Region region) {
    return Stream.of(Site.fault(region), ChooseStrategy.fault(region))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Sight look(RegionView region) {
    return Surroundings.look(region, AnsibleSchema.NAME, clock.instant());
  }

  @Override
  public Observation observe(ComponentView component, Look look) throws InterruptedException {
    if (component.applied().filter(component.desired().digest()::equals).isPresent()) {
      runs.forgetOutputs(component, "install");
      runs.forgetOutputs(component, "update");
    }
    return observe.observe(component);
  }

  @Override
  public Preview preview(ComponentView component) throws InterruptedException {
    return observe.preview(component);
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> run(component, log));
  }

  private Progress run(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    requireOnePlaybook(c);
    claim(c);
    var inputs = AnsibleInputs.of(c);
    // what was recorded as applied and is applied again is a repair, and needs the playbook anew
    boolean repair = c.applied().filter(c.desired().digest()::equals).isPresent();
    var rerun = repair ? Rerun.ALWAYS : Rerun.UNLESS_DONE;
    var ended = runs.run(Playbook.apply(inputs, c, rerun), inputs, c, log);
    if (c.desired().ready().isPresent()) {
      awaitAnswer(c.desired().ready().get(), inputs, c, log);
    }
    AnsibleRecord.of(c.desired().digest(), clock.instant(), ended.seen().counts()).write(c);
    return new Progress.Done(ended.outputs());
  }

  private static void requireOnePlaybook(ComponentView c) throws ProgramFailure {
    if (c.desired().inputs().keySet().containsAll(Set.of("git", "playbook"))) {
      throw new ProgramFailure(
          Blame.USER,
          "two-playbooks",
          "'playbook' and 'git' both say what is run: give one of them");
    }
  }

  private void awaitAnswer(CheckSpec ready, AnsibleInputs inputs, ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var until = clock.instant().plus(ready.within());
    // even where little time is left, one try is a whole one
    var latest = until.plus(ONE_TRY);
    var bounded = latest.isBefore(c.deadline()) ? c.withDeadline(latest) : c;
    var playbook = Playbook.answers("ready", ready.command().getFirst(), c);
    while (true) {
      try {
        runs.run(playbook, inputs, bounded, log);
        return;
      } catch (ProgramFailure e) {
        boolean over = !clock.instant().plus(ready.every()).isBefore(until);
        if (over || e.failure().blame() == Blame.USER) {
          throw new ProgramFailure(
              e.failure().blame(), "not-ready", "it does not answer: " + e.getMessage());
        }
      }
      TimeUnit.NANOSECONDS.sleep(ready.every().toNanos());
    }
  }

  private static void claim(ComponentView c) throws IOException, ProgramFailure {
    Owned.claim(c.workspace(), c.owner(), AnsibleSchema.NAME);
    if (c.desired().inputs().get("adopt") instanceof String kept && c.applied().isEmpty()) {
      Kept.adopt(kept, c);
    }
    Owned.claim(c.storage(), c.owner(), AnsibleSchema.NAME);
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) throws InterruptedException {
    return Guard.step(() -> takeAway(component, log));
  }

  private Progress takeAway(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var inputs = AnsibleInputs.of(c);
    boolean begun = c.applied().isPresent() || Files.exists(OwnFiles.of(c));
    if (begun && inputs.remove().isPresent()) {
      Owned.claim(c.workspace(), c.owner(), AnsibleSchema.NAME);
      runs.run(Playbook.remove(inputs.remove().get(), c), inputs, c, log);
    }
    Optional<Progress.Kept> kept = Optional.empty();
    if (c.keepData()) {
      kept = Kept.keep(c);
    } else {
      Owned.delete(c.storage());
    }
    Owned.delete(c.workspace());
    Owned.deleteEmptyFolder(c.workspace(), c.region());
    return new Progress.Done(Map.of(), Optional.empty(), kept);
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      if (operation.spec().command().size() > 1) {
        throw new ProgramFailure(
            Blame.USER,
            "bad-operation",
            "the command of operation '" + operation.name() + "' is one playbook and nothing else");
      }
      claim(component);
      var inputs = AnsibleInputs.of(component);
      if (operation.spec().builtIn().equals(Optional.of("run"))) {
        var part = inputs.part(operation.params());
        runs.run(Playbook.part(operation, part, component), part, component, log);
        return new Progress.Done();
      }
      var playbook = Playbook.operation(operation, component);
      return new Progress.Done(runs.run(playbook, inputs, component, log).outputs());
    });
  }

  @Override
  public Progress discard(String keptHandle, RegionView region, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      Kept.discard(keptHandle, region);
      return new Progress.Done();
    });
  }

  @Override
  public Progress sweep(Sight.Found ghost, RegionView region, StepLog log)
      throws InterruptedException {
    return Guard.step(() -> {
      Sweep.ghost(ghost, region);
      return new Progress.Done();
    });
  }
}
