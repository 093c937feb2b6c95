package io.sutler.testkit;

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
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Resources;
import io.sutler.testkit.MachineLedger.Entry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cloud of machines and disks that fails as real ones do: it is busy, has no room, loses replies
 * after the deed, makes a disk twice, lists late, says deleted before it is, and some machines
 * never come up. What is really there stands in a file that the region's setting {@code ledger}
 * names, so that another process sees it too; the setting {@code boot} is the seconds until a
 * machine answers. Thread-safe.
 */
public final class FakeMachines implements Cloud {
  /** Told of each call before and after its deed; what it throws, the caller gets. */
  public interface Meanwhile {
    void call();
  }

  private static final Resources SIZE = new Resources(1000, 1L << 30, 0);
  private final InstantSource clock;
  private final CloudFaults faults;
  private volatile Meanwhile meanwhile = () -> {};
  private volatile boolean full;

  public FakeMachines(InstantSource clock, CloudFaults faults) {
    this.clock = clock;
    this.faults = faults;
  }

  public void meanwhile(Meanwhile listener) {
    meanwhile = listener;
  }

  /** Whether there is room for no further machine from now on. */
  public void full(boolean now) {
    full = now;
  }

  /** The truth. */
  public static MachineLedger ledger(CloudRegion region) {
    return new MachineLedger(Path.of(region.setting("ledger", "")));
  }

  private interface Deed<T> {
    T run(MachineLedger.Book book) throws CloudTrouble;
  }

  private <T> T call(String about, CloudRegion region, Deed<T> deed) throws CloudTrouble {
    meanwhile.call();
    if (faults.strikes("busy " + about)) {
      throw new CloudTrouble(Blame.PROVIDER, "busy", "the cloud answered 429: too many requests");
    }
    T result =
        ledger(region)
            .change(book -> {
              book.settle(clock.instant());
              return deed.run(book);
            });
    meanwhile.call();
    if (!about.startsWith("look") && faults.strikes("lost " + about)) {
      throw new CloudTrouble(Blame.PROVIDER, "no-answer", "the cloud did not answer in time");
    }
    return result;
  }

  @Override
  public CloudTraits traits() {
    var small = new Flavor("small", Optional.empty(), "", "", SIZE, BigDecimal.ZERO);
    var image = new Image("debian-12", Optional.empty(), "", "", "root");
    return new CloudTraits(
        "fake", Map.of(), true, true, Duration.ofSeconds(1), List.of(small), List.of(image));
  }

  @Override
  public List<Finding> check(CloudRegion region) {
    return List.of(new Finding("reachable", true, "it is no further than a file"));
  }

  @Override
  public Inventory look(CloudRegion region) throws CloudTrouble {
    return call(
        "look",
        region,
        book -> {
          var now = clock.instant();
          var ours =
              book.entries().stream()
                  .filter(e -> e.tag().installation().equals(region.installation()))
                  .filter(e -> !e.listed().isAfter(now))
                  .toList();
          return new Inventory(
              now,
              ours.stream().filter(e -> e.kind().equals("machine")).map(e -> machine(e)).toList(),
              ours.stream().filter(e -> !e.kind().equals("machine")).map(e -> thing(e)).toList());
        });
  }

  private Machine machine(Entry e) {
    boolean building = e.ready().isAfter(clock.instant());
    var state =
        e.leaves().isPresent()
            ? MachineState.LEAVING
            : building ? MachineState.BUILDING : MachineState.valueOf(e.state());
    return new Machine(
            e.tag(),
            e.name(),
            e.handle(),
            state,
            e.digest(),
            state == MachineState.FAILED ? "no valid host was found" : "",
            Optional.of(e.since()),
            List.of("10.0.0." + e.handle().substring(1)))
        .of(e.flavor());
  }

  private static Inventory.Thing thing(Entry e) {
    return new Inventory.Thing(
        e.tag(),
        e.state().equals(Entry.SPARE) ? Inventory.SPARE : Inventory.DISK,
        e.disk(),
        Optional.of(e.name()),
        e.handle(),
        e.bytes(),
        "disk " + e.handle(),
        Optional.empty());
  }

  @Override
  public Machine create(MachineOrder order, CloudRegion region) throws CloudTrouble {
    var about = order.owner().component() + order.name();
    if (full || faults.strikes("room " + about)) {
      throw new CloudTrouble(Blame.CAPACITY, "no-capacity", "there is no room for it now");
    }
    return call(
        about,
        region,
        book -> {
          for (var disk : order.disks()) {
            if (book.disk(order.owner(), order.name(), disk.name()).isEmpty()) {
              var made =
                  Entry.disk(
                      order.owner(), order.name(), disk.name(), disk.bytes(), clock.instant());
              book.add(made);
              if (faults.strikes("twin " + about)) {
                book.add(made.spare(clock.instant().plusSeconds(15)));
              }
            }
          }
          var there = book.machine(order.owner(), order.name());
          if (there.isPresent()) {
            return machine(there.get());
          }
          var now = clock.instant();
          boolean slow = Boolean.TRUE.equals(order.settings().get("slow"));
          var entry =
              book.add(
                  new Entry(
                      "",
                      order.owner().text(),
                      "machine",
                      order.name(),
                      "",
                      faults.strikes("fails " + about) ? "FAILED" : "RUNNING",
                      order.digest(),
                      String.valueOf(order.settings().get("colour")),
                      order.flavor(),
                      now,
                      now.plusSeconds(
                          Long.parseLong(region.setting("boot", "0"))
                              + (slow ? 4 : faults.strikes("slow " + about) ? 20 : 0)),
                      now.plusSeconds(faults.strikes("late " + about) ? 15 : 0),
                      Optional.empty(),
                      0));
          return machine(entry);
        });
  }

  @Override
  public void power(String handle, Power power, CloudRegion region) throws CloudTrouble {
    var state =
        switch (power) {
          case START, REBOOT -> "RUNNING";
          case STOP -> "STOPPED";
          case SUSPEND -> "SUSPENDED";
        };
    call(
        "power " + handle,
        region,
        book -> {
          book.replace(handle, e -> e.in(state, clock.instant()));
          return handle;
        });
  }

  @Override
  public void delete(String handle, CloudRegion region) throws CloudTrouble {
    call(
        "delete " + handle,
        region,
        book -> {
          var wait = Duration.ofSeconds(faults.strikes("lie " + handle) ? 15 : 0);
          book.replace(
              handle,
              e ->
                  e.leaves().isPresent() || !e.tag().installation().equals(region.installation())
                      ? e
                      : e.leaving(clock.instant().plus(wait)));
          book.settle(clock.instant());
          return handle;
        });
  }

  @Override
  public void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
      throws CloudTrouble {
    call(
        "hand " + disk.handle(),
        region,
        book -> {
          book.replace(disk.handle(), e -> e.of(owner, machine));
          return machine;
        });
  }

  @Override
  public void grow(Inventory.Thing disk, long bytes, CloudRegion region) throws CloudTrouble {
    call(
        "grow " + disk.handle(),
        region,
        book -> {
          book.replace(disk.handle(), e -> e.sized(Math.max(bytes, e.bytes())));
          return disk;
        });
  }

  @Override
  public String console(String handle, CloudRegion region) {
    return "kernel panic: this is a test\n";
  }
}
