package io.sutler.testkit;

import io.sutler.domain.Blame;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Failure;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import io.sutler.testkit.FakeCloud.Thing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server for each component, with a volume where it holds data, on a {@link FakeCloud}. Written
 * as a driver for a real cloud would be: tags and tokens on all that it makes, handles journaled
 * before the deed that they lead back to, done only when it is seen. Thread-safe.
 */
public final class FakeCloudDriver implements Driver {
  private static final Duration SOON = Duration.ofSeconds(2);
  private final FakeCloud cloud;
  private final InstantSource clock;
  private final boolean tellsDigests;

  /**
   * @param tellsDigests whether things can tell what they were made from
   */
  public FakeCloudDriver(FakeCloud cloud, InstantSource clock, boolean tellsDigests) {
    this.cloud = cloud;
    this.clock = clock;
    this.tellsDigests = tellsDigests;
  }

  /** What a look saw, with the things themselves. */
  record CloudSight(Instant at, List<Thing> things, String installation) implements Sight {
    @Override
    public List<Found> found() {
      var found = new ArrayList<Found>();
      for (var thing : things) {
        OwnerTag.parse(thing.owner())
            .filter(tag -> tag.installation().equals(installation))
            .ifPresent(tag ->
                found.add(
                    new Found(
                        tag,
                        thing.kind(),
                        thing.id(),
                        thing.spec(),
                        Optional.empty(),
                        new Weight("", 0, thing.kind().equals("volume")))));
      }
      return found;
    }

    /** Where no server is seen, one that is known is asked for by its handle: lists may be late. */
    @Override
    public Optional<String> glance(OwnerTag owner) {
      var text = new StringBuilder();
      boolean server = false;
      for (var thing : things) {
        if (thing.owner().equals(owner.text())) {
          text.append(thing);
          server |= thing.kind().equals("server") && thing.leaves().isEmpty();
        }
      }
      return server ? Optional.of(text.toString()) : Optional.empty();
    }
  }

  @Override
  public DriverTraits traits() {
    return new DriverTraits("cloud", Map.of("type", "object"), false, false);
  }

  @Override
  public Sight look(RegionView region) {
    try {
      var things = cloud.list(region.region().name(), "look");
      return new CloudSight(clock.instant(), List.copyOf(things), region.installation());
    } catch (CloudError e) {
      throw new IllegalStateException(e.sentence());
    }
  }

  @Override
  public Observation observe(ComponentView c, Look look) throws InterruptedException {
    var seen = ((CloudSight) look.sight()).things();
    try {
      var server = server(c, seen);
      if (server.isPresent()) {
        var state = server.get().running() ? MemberState.UP : MemberState.STOPPED;
        return present(c, state, server.map(Thing::spec).filter(_ -> tellsDigests));
      }
      boolean data =
          seen.stream().anyMatch(t -> isOf(t, c) && t.kind().equals("volume") && !t.kept());
      return data ? present(c, MemberState.DOWN, Optional.empty()) : new Observation.Absent();
    } catch (CloudError e) {
      return new Observation.Unknown(e.sentence());
    }
  }

  private static Observation present(ComponentView c, MemberState state, Optional<String> digest) {
    var member = new Member(c.desired().name() + "-0", "", state, "", Optional.empty(), Map.of());
    return new Observation.Present(List.of(member), digest, List.of(), List.of());
  }

  private Optional<Thing> server(ComponentView c, List<Thing> seen) throws CloudError {
    for (var thing : seen) {
      if (isOf(thing, c) && thing.kind().equals("server") && thing.leaves().isEmpty()) {
        return Optional.of(thing);
      }
    }
    var known = c.handle().filter(h -> h.startsWith("server"));
    return known.isEmpty()
        ? Optional.empty()
        : cloud.get(known.get(), c.owner().text()).filter(t -> t.leaves().isEmpty());
  }

  private static boolean isOf(Thing thing, ComponentView c) {
    return thing.owner().equals(c.owner().text());
  }

  @Override
  public Progress apply(ComponentView c, StepLog log) {
    if ("impossible".equals(c.desired().inputs().get("size"))) {
      return new Progress.Failed(
          new Failure(Blame.USER, "no-such-size", "there is no size 'impossible': choose another"));
    }
    var about = c.owner().text();
    boolean up = c.runState() == RunState.RUNNING;
    try {
      if (!up) {
        var seen = List.copyOf(cloud.list(c.region().region().name(), about));
        var server = server(c, seen);
        if (server.isPresent()) {
          cloud.change(server.get().id(), server.get().spec(), false, about);
        }
        return new Progress.Done();
      }
      var server = cloud.create(wanted(c, "server", ""), about);
      log.handle(server.id());
      if (c.desired().holdsData() != DataPolicy.NONE) {
        cloud.create(wanted(c, "volume", server.id()), about);
      }
      if (server.ready().isAfter(clock.instant())) {
        return new Progress.Waiting(server.id(), SOON, "it is being built");
      }
      if (!server.spec().equals(c.desired().digest()) || !server.running()) {
        cloud.change(server.id(), c.desired().digest(), true, about);
      }
      return new Progress.Done(
          Map.of("address", "10.0.0.1/" + c.desired().inputs().getOrDefault("size", "")),
          Optional.of(server.id()),
          Optional.empty());
    } catch (CloudError e) {
      return failed(e);
    }
  }

  private static Thing wanted(ComponentView c, String kind, String server) {
    return new Thing(
        "",
        c.region().region().name(),
        c.owner().text(),
        token(c, kind),
        kind,
        c.desired().digest(),
        true,
        server,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty());
  }

  @Override
  public Progress remove(ComponentView c, StepLog log) {
    var about = c.owner().text();
    try {
      var server = byToken(c, "server");
      var volume = byToken(c, "volume");
      if (server.isPresent()) {
        cloud.delete(server.get().id(), about);
      }
      var kept = c.handle().filter(h -> h.startsWith("volume"));
      if (volume.isPresent() && c.keepData()) {
        kept = Optional.of(volume.get().id());
        log.handle(volume.get().id());
        cloud.keep(volume.get().id(), about);
      } else if (volume.isPresent()) {
        cloud.delete(volume.get().id(), about);
      }
      for (var thing : cloud.list(c.region().region().name(), about)) {
        if (isOf(thing, c) && thing.leaves().isPresent()) {
          return new Progress.Waiting(kept.orElse(thing.id()), SOON, "it is going");
        }
      }
      if (kept.isEmpty() || cloud.get(kept.get(), about).isEmpty()) {
        return new Progress.Done();
      }
      return new Progress.Done(
          Map.of(), Optional.empty(), Optional.of(new Progress.Kept(kept.get(), 1 << 20)));
    } catch (CloudError e) {
      return failed(e);
    }
  }

  private static String token(ComponentView c, String kind) {
    return c.owner().text() + "/" + kind + "@" + c.region().region().name();
  }

  private Optional<Thing> byToken(ComponentView c, String kind) throws CloudError {
    return cloud.byToken(token(c, kind), c.owner().text());
  }

  @Override
  public Progress operate(OperationView operation, ComponentView c, StepLog log) {
    var about = c.owner().text();
    if (cloud.refusal().isPresent()) {
      return new Progress.Failed(cloud.refusal().get());
    }
    try {
      if (c.handle().isEmpty()) {
        log.handle("operation-" + operation.id());
        cloud.operate(operation.id(), about);
      }
      var ended = cloud.operated(operation.id(), about);
      if (ended.isEmpty()) {
        if (!operation.spec().repeatable()) {
          return new Progress.Failed(
              new Failure(
                  Blame.PLATFORM,
                  "cut-off",
                  "it was cut off and may not run twice: look and decide"));
        }
        cloud.operate(operation.id(), about);
        ended = cloud.operated(operation.id(), about);
      }
      return ended.orElse(false)
          ? new Progress.Done()
          : new Progress.Waiting("operation-" + operation.id(), SOON, "it is under way");
    } catch (CloudError e) {
      return new Progress.Waiting("operation-" + operation.id(), SOON, e.sentence());
    }
  }

  @Override
  public Progress discard(String keptHandle, RegionView region, StepLog log) {
    return delete(keptHandle);
  }

  @Override
  public Progress sweep(Sight.Found ghost, RegionView region, StepLog log) {
    return delete(ghost.handle());
  }

  private Progress delete(String id) {
    try {
      cloud.delete(id, id);
      return cloud.get(id, id).isEmpty()
          ? new Progress.Done()
          : new Progress.Waiting(id, SOON, "it is going");
    } catch (CloudError e) {
      return failed(e);
    }
  }

  private static Progress failed(CloudError e) {
    return new Progress.Failed(new Failure(e.blame(), e.code(), e.sentence()));
  }
}
