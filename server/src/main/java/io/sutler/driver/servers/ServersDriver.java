package io.sutler.driver.servers;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Failure;
import io.sutler.domain.Finding;
import io.sutler.domain.Observation;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.Marks;
import io.sutler.driver.OperationView;
import io.sutler.driver.Preview;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes machines, on whatever cloud a region's kind names. Thread-safe. */
public final class ServersDriver implements Driver {
  /** How long a person waits until a ghost is seen gone. */
  private static final Duration SWEPT = Duration.ofSeconds(10);

  private final Map<String, Cloud> clouds;
  private final Door door;
  private final InstantSource clock;
  private final Silences silences = new Silences();
  private final Pause pause;
  private final Map<String, Set<DeploymentId>> worked = new ConcurrentHashMap<>();

  /**
   * @param clouds by the kind of the regions that they serve
   */
  public ServersDriver(Map<String, Cloud> clouds, Door door, InstantSource clock, Pause pause) {
    this.clouds = Map.copyOf(clouds);
    this.door = door;
    this.clock = clock;
    this.pause = pause;
  }

  private interface Work {
    Progress at(Site site) throws CloudTrouble, InterruptedException;
  }

  @Override
  public DriverTraits traits() {
    boolean suspends = clouds.values().stream().anyMatch(c -> c.traits().suspends());
    return new DriverTraits(ServersSchema.NAME, ServersSchema.INPUTS, false, suspends);
  }

  private Optional<Site> site(RegionView region) {
    return Optional.ofNullable(clouds.get(region.region().kind()))
        .map(cloud -> new Site(cloud, Site.region(region), door, clock, pause, silences));
  }

  private Progress at(RegionView region, Work work) throws InterruptedException {
    var site = site(region);
    if (site.isEmpty()) {
      return new Progress.Failed(
          new Failure(Blame.USER, "no-machines-here", noMachines(region.region())));
    }
    try {
      return work.at(site.get());
    } catch (CloudTrouble e) {
      return new Progress.Failed(e.failure());
    }
  }

  private String noMachines(Region region) {
    return "region %s is of kind '%s', which makes no machines: choose one of kind %s"
        .formatted(
            region.name(),
            region.kind(),
            String.join(", ", clouds.keySet().stream().sorted().toList()));
  }

  @Override
  public List<Finding> check(RegionView region) throws InterruptedException {
    var site = site(region);
    return site.isEmpty()
        ? List.of(new Finding("kind", false, noMachines(region.region())))
        : site.get().cloud().check(site.get().region());
  }

  @Override
  public List<String> faults(Region region) {
    var cloud = clouds.get(region.kind());
    return cloud == null ? List.of() : cloud.faults(region);
  }

  @Override
  public Sight look(RegionView region) throws InterruptedException {
    var site = site(region);
    try {
      return site.isEmpty()
          ? CloudSight.nothing(clock.instant(), Optional.empty())
          : new CloudSight(site.get().look(), Optional.empty());
    } catch (CloudTrouble e) {
      return CloudSight.nothing(clock.instant(), Optional.of(e.failure()));
    }
  }

  @Override
  public Observation observe(ComponentView component, Look look) throws InterruptedException {
    var site = site(component.region());
    return site.isPresent() && look.sight() instanceof CloudSight seen
        ? new ObserveServers(site.get()).observe(component, seen)
        : new Observation.Absent();
  }

  @Override
  public Preview preview(ComponentView component) throws InterruptedException {
    var site = site(component.region());
    if (site.isEmpty()) {
      return Preview.UNKNOWN;
    }
    try {
      var inventory = site.get().look(component);
      var seen = site.get().seen(inventory, component);
      var moves = site.get().moves(component, Wanted.of(component), inventory, seen);
      var effects = new ArrayList<>(moves.stream().map(ServersDriver::effect).toList());
      price(component, site.get()).ifPresent(effects::add);
      return new Preview(true, effects);
    } catch (CloudTrouble e) {
      return Preview.UNKNOWN;
    }
  }

  /** What it costs afterwards; empty where that is nothing. */
  private static Optional<String> price(ComponentView c, Site site) throws CloudTrouble {
    if (c.runState() != RunState.RUNNING) {
      return Optional.empty();
    }
    var orders = Orders.of(c, site.cloud().offered(site.region()));
    var hourly = orders.flavor().hourly();
    int count = orders.inputs().count();
    return hourly.signum() == 0 || count == 0
        ? Optional.empty()
        : Optional.of(
            "%d of flavor %s cost %s an hour"
                .formatted(
                    count,
                    orders.flavor().name(),
                    hourly
                        .multiply(BigDecimal.valueOf(count))
                        .stripTrailingZeros()
                        .toPlainString()));
  }

  private static String effect(Move move) {
    var deed =
        switch (move) {
          case Move.Make _ -> "makes a machine for ";
          case Move.Grow _ -> "makes a disk larger of ";
          case Move.Ask ask ->
              "asks to " + ask.power().name().toLowerCase(java.util.Locale.ROOT) + " ";
          case Move.Delete _ -> "deletes the machine of ";
          case Move.Wait _ -> "waits for ";
          case Move.Stuck _ -> "cannot go on with ";
        };
    return deed + move.member() + ": " + move.reason();
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    worked(component.region().region()).add(component.owner().deployment());
    return at(component.region(), site -> new ApplyServers(site).apply(component, log));
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) throws InterruptedException {
    worked(component.region().region()).remove(component.owner().deployment());
    return at(component.region(), site -> new ApplyServers(site).remove(component, log));
  }

  /** Whose machines this process made or minded there. */
  private Set<DeploymentId> worked(Region region) {
    return worked.computeIfAbsent(
        region.project().map(ProjectId::value).orElse("") + "/" + region.name(),
        _ -> ConcurrentHashMap.newKeySet());
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log)
      throws InterruptedException {
    if (operation.spec().builtIn().equals(Optional.of("rebuild"))) {
      return at(
          component.region(), site -> new RebuildMember(site).rebuild(operation, component, log));
    }
    return new Progress.Failed(
        new Failure(
            Blame.USER,
            "no-such-operation",
            "machines by themselves know no operation '" + operation.name() + "'"));
  }

  @Override
  public Progress discard(String keptHandle, RegionView region, StepLog log)
      throws InterruptedException {
    return at(region, site -> new DeleteThings(site).delete(keptHandle, Duration.ZERO));
  }

  @Override
  public Progress sweep(Sight.Found ghost, RegionView region, StepLog log)
      throws InterruptedException {
    if (!ghost.owner().installation().equals(region.installation())) {
      return new Progress.Failed(
          new Failure(Blame.USER, "not-ours", "it belongs to another Sutler"));
    }
    return at(region, site -> new DeleteThings(site).delete(ghost.handle(), SWEPT));
  }

  /** Marks what changed from now on; what changed before is found by the next look of its own. */
  @Override
  public AutoCloseable watch(RegionView region, Marks marks) {
    var site = site(region);
    if (site.isEmpty()) {
      return () -> {};
    }
    var watching =
        Thread.ofVirtual()
            .name("watch-" + region.region().name())
            .start(() -> new WatchCloud(site.get(), worked(region.region()), marks).forEver());
    return watching::interrupt;
  }
}
