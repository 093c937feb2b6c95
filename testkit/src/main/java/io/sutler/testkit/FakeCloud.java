package io.sutler.testkit;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cloud with servers and volumes that fails as real ones do: answers are lost after the deed,
 * lists are late, deletes say done and are not, there is no room, it is busy, building takes time.
 * Its ledger is the truth that tests compare with. Thread-safe.
 */
public final class FakeCloud {
  /**
   * One thing.
   *
   * @param owner text of the owner's tag; empty for a thing without one
   * @param token the same token never makes two things
   * @param kind server or volume
   * @param spec what it was made from
   * @param server that a volume was last attached to
   * @param kept a volume that was detached on purpose
   */
  public record Thing(
      String id,
      String region,
      String owner,
      String token,
      String kind,
      String spec,
      boolean running,
      String server,
      boolean kept,
      Instant ready,
      Instant listed,
      Optional<Instant> leaves) {}

  /** What the outside does to the caller in the middle of a call. */
  public interface Meanwhile {
    void call(String name, boolean before);
  }

  private final InstantSource clock;
  private final CloudFaults faults;
  private final Map<String, Thing> things = new TreeMap<>();
  private final Map<String, Integer> operations = new HashMap<>();
  private final Map<String, Instant> operationsEnd = new HashMap<>();
  private volatile Meanwhile meanwhile = (_, _) -> {};
  private volatile Consumer<Thing> onDestroy = _ -> {};
  private volatile Optional<Failure> refusal = Optional.empty();
  private int made;

  public FakeCloud(InstantSource clock, CloudFaults faults) {
    this.clock = clock;
    this.faults = faults;
  }

  public void meanwhile(Meanwhile listener) {
    meanwhile = listener;
  }

  /** Told of each thing that is deleted by a call. */
  public void onDestroy(Consumer<Thing> listener) {
    onDestroy = listener;
  }

  /** From now on every operation fails so; empty for none. */
  public void failOperations(Optional<Failure> failure) {
    refusal = failure;
  }

  Optional<Failure> refusal() {
    return refusal;
  }

  /** All that is really there. */
  public synchronized List<Thing> ledger() {
    settle();
    return List.copyOf(things.values());
  }

  /** How often each operation was really carried out, by its id. */
  public synchronized Map<String, Integer> operations() {
    return Map.copyOf(operations);
  }

  /** An accident: what matches is gone. */
  public synchronized void vanish(Predicate<Thing> which) {
    things.values().removeIf(which);
  }

  /** An accident: what matches stops. */
  public synchronized void crash(Predicate<Thing> which) {
    things.replaceAll((_, t) -> which.test(t) ? running(t, false) : t);
  }

  /** Puts a thing there that nobody asked for. */
  public synchronized void plant(String region, String owner, String kind) {
    var id = kind + "-" + ++made;
    var now = clock.instant();
    things.put(
        id,
        new Thing(id, region, owner, "", kind, "", true, "", false, now, now, Optional.empty()));
  }

  Collection<Thing> list(String region, String about) throws CloudError {
    return call(
        "list",
        about,
        () -> {
          var now = clock.instant();
          return things.values().stream()
              .filter(t -> t.region().equals(region) && !t.listed().isAfter(now))
              .toList();
        });
  }

  Optional<Thing> get(String id, String about) throws CloudError {
    return call("get", about, () -> Optional.ofNullable(things.get(id)));
  }

  /** The thing that this token made; never late. */
  Optional<Thing> byToken(String token, String about) throws CloudError {
    return call(
        "get",
        about,
        () -> things.values().stream().filter(t -> t.token().equals(token)).findFirst());
  }

  /** Makes a thing, or gives the one that this token made. */
  Thing create(Thing wanted, String about) throws CloudError {
    if (faults.strikes("room " + about)) {
      throw new CloudError(Blame.CAPACITY, "no-capacity", "there is no room for it now");
    }
    return call(
        "create",
        about,
        () -> {
          for (var thing : things.values()) {
            if (thing.token().equals(wanted.token())) {
              return thing;
            }
          }
          var now = clock.instant();
          var id = wanted.kind() + "-" + ++made;
          var built = faults.strikes("slow " + about) ? now.plusSeconds(20) : now;
          var listed = now.plusSeconds(faults.strikes("late " + about) ? 40 : 0);
          var thing =
              new Thing(
                  id,
                  wanted.region(),
                  wanted.owner(),
                  wanted.token(),
                  wanted.kind(),
                  wanted.spec(),
                  wanted.running(),
                  wanted.server(),
                  false,
                  built,
                  listed,
                  Optional.empty());
          things.put(id, thing);
          return thing;
        });
  }

  void change(String id, String spec, boolean running, String about) throws CloudError {
    call(
        "change",
        about,
        () -> {
          things.computeIfPresent(
              id,
              (_, t) ->
                  new Thing(
                      id,
                      t.region(),
                      t.owner(),
                      t.token(),
                      t.kind(),
                      spec,
                      running,
                      t.server(),
                      t.kept(),
                      t.ready(),
                      t.listed(),
                      t.leaves()));
          return id;
        });
  }

  /** Keeps a volume: it no longer answers to its token. */
  void keep(String id, String about) throws CloudError {
    call(
        "keep",
        about,
        () -> {
          things.computeIfPresent(
              id,
              (_, t) ->
                  new Thing(
                      id,
                      t.region(),
                      t.owner(),
                      "",
                      t.kind(),
                      t.spec(),
                      false,
                      t.server(),
                      true,
                      t.ready(),
                      t.listed(),
                      t.leaves()));
          return id;
        });
  }

  /** Says done; the thing may take its time to go. */
  void delete(String id, String about) throws CloudError {
    call(
        "delete",
        about,
        () -> {
          var thing = things.get(id);
          if (thing != null && thing.leaves().isEmpty()) {
            onDestroy.accept(thing);
            var wait = Duration.ofSeconds(faults.strikes("lie " + about) ? 15 : 0);
            things.put(id, leaving(thing, clock.instant().plus(wait)));
          }
          return id;
        });
  }

  /** Carries an operation out; the same id again is another time: nobody stops a real tool. */
  void operate(String operation, String about) throws CloudError {
    call(
        "operate",
        about,
        () -> {
          var slow = Duration.ofSeconds(faults.strikes("slow " + about) ? 10 : 0);
          operationsEnd.put(operation, clock.instant().plus(slow));
          return operations.merge(operation, 1, Integer::sum);
        });
  }

  /** Whether an operation was started, and then whether it has ended. */
  Optional<Boolean> operated(String operation, String about) throws CloudError {
    return call(
        "operated",
        about,
        () ->
            Optional.ofNullable(operationsEnd.get(operation))
                .map(end -> !end.isAfter(clock.instant())));
  }

  private interface Deed<T> {
    T run();
  }

  private <T> T call(String name, String about, Deed<T> deed) throws CloudError {
    meanwhile.call(name, true);
    if (faults.strikes("busy " + about)) {
      throw new CloudError(Blame.PROVIDER, "busy", "the cloud answered 429: too many requests");
    }
    T result;
    synchronized (this) {
      settle();
      result = deed.run();
      settle();
    }
    meanwhile.call(name, false);
    if (!name.equals("list") && faults.strikes("lost " + about)) {
      throw new CloudError(Blame.PROVIDER, "no-answer", "the cloud did not answer in time");
    }
    return result;
  }

  private void settle() {
    var now = clock.instant();
    var gone = new ArrayList<String>();
    things.forEach((id, t) -> {
      if (t.leaves().filter(l -> !l.isAfter(now)).isPresent()) {
        gone.add(id);
      }
    });
    gone.forEach(things::remove);
  }

  private static Thing leaving(Thing t, Instant at) {
    return new Thing(
        t.id(),
        t.region(),
        t.owner(),
        "",
        t.kind(),
        t.spec(),
        false,
        t.server(),
        t.kept(),
        t.ready(),
        t.listed(),
        Optional.of(at));
  }

  private static Thing running(Thing t, boolean running) {
    return new Thing(
        t.id(),
        t.region(),
        t.owner(),
        t.token(),
        t.kind(),
        t.spec(),
        running,
        t.server(),
        t.kept(),
        t.ready(),
        t.listed(),
        t.leaves());
  }
}
