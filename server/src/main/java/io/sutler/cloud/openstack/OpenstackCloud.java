package io.sutler.cloud.openstack;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTraits;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.cloud.MachineState;
import io.sutler.cloud.Power;
import io.sutler.domain.Blame;
import io.sutler.domain.Finding;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Machines on OpenStack. Thread-safe. */
public final class OpenstackCloud implements Cloud {
  private static final CloudTraits TRAITS =
      new CloudTraits(
          "openstack", Settings.SCHEMA, true, true, Duration.ofSeconds(5), List.of(), List.of());
  private static final int CONSOLE_LINES = 100;
  private final InstantSource clock;
  private final Locks members = new Locks();
  private final Locks owners = new Locks();
  private final Map<String, Known> sessions = new ConcurrentHashMap<>();

  /** A session, and what it was made from. */
  private record Known(String digest, Session session) {}

  public OpenstackCloud(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CloudTraits traits() {
    return TRAITS;
  }

  @Override
  public List<Finding> check(CloudRegion region) throws InterruptedException {
    try {
      return new CheckOpenstack(newSession(region), region).findings();
    } catch (CloudTrouble e) {
      return List.of(new Finding("credentials", false, e.failure().message()));
    }
  }

  @Override
  public Inventory look(CloudRegion region) throws CloudTrouble, InterruptedException {
    return new SeeOpenstack(Snapshot.take(session(region), region)).inventory(clock.instant());
  }

  @Override
  public Machine create(MachineOrder order, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var session = session(region);
    var make = new MakeServer(session, region, owners, clock.instant());
    var id =
        members.each(
            order.owner().text() + "\n" + order.name(),
            () -> {
              try {
                return make.make(order);
              } catch (CloudTrouble e) {
                session.names().clear(); // something of a known name may be another by now
                throw e;
              }
            });
    return new Machine(
        order.owner(),
        order.name(),
        id,
        MachineState.BUILDING,
        order.digest(),
        "",
        Optional.of(clock.instant()),
        List.of());
  }

  @Override
  public void power(String handle, Power power, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    new PowerServer(session(region)).ask(handle, power);
  }

  @Override
  public void delete(String handle, CloudRegion region) throws CloudTrouble, InterruptedException {
    new DeleteThing(session(region), region).delete(handle);
  }

  @Override
  public void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    new Volumes(session(region), region).hand(disk, owner, machine);
  }

  @Override
  public void grow(Inventory.Thing disk, long bytes, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    new Volumes(session(region), region).grow(disk, bytes);
  }

  @Override
  public String console(String handle, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var answer =
        session(region)
            .call(
                Service.COMPUTE,
                "POST",
                "/servers/" + Names.query(handle) + "/action",
                Map.of("os-getConsoleOutput", Map.of("length", CONSOLE_LINES)));
    return answer.isGood() ? answer.body().path("output").asText("") : "";
  }

  /** As long as its settings and credentials are the same. */
  private Session session(CloudRegion region) throws CloudTrouble {
    var digest =
        Json.digest(
            Map.of(
                "settings",
                region.region().settings(),
                "credentials",
                new TreeMap<>(region.credentials())));
    var key =
        region.region().project().map(p -> p.value()).orElse("") + "/" + region.region().name();
    var known = sessions.get(key);
    if (known != null && known.digest().equals(digest)) {
      return known.session();
    }
    var session = newSession(region);
    sessions.put(key, new Known(digest, session));
    return session;
  }

  /** One that has no token yet: whether the credentials are still good is seen by signing in. */
  private Session newSession(CloudRegion region) throws CloudTrouble {
    try {
      return new Session(
          new ReadCredentials(region).read(), Settings.of(region), region.region().name(), clock);
    } catch (IllegalArgumentException e) {
      throw new CloudTrouble(
          Blame.USER,
          "wrong-settings",
          "region %s cannot be reached as it is set: %s"
              .formatted(region.region().name(), e.getMessage()));
    }
  }
}
