package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineState;
import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.many.AtOnce;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks, moves and looks again until the level is reached. Of one step; used by one thread. */
final class CarryOut {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(2);
  private static final int TROUBLES = 5;
  private static final int ANEW = 2;
  private static final int ASKED = 4;
  private final Site site;
  private final ComponentView component;
  private final Optional<Orders> orders;
  private final StepLog log;
  private final Set<String> finishing = new HashSet<>();
  private final Map<String, Integer> anew = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private String said = "";
  private int troubles;

  /**
   * @param orders empty where nothing is to be made
   */
  CarryOut(Site site, ComponentView component, Optional<Orders> orders, StepLog log) {
    this.site = site;
    this.component = component;
    this.orders = orders;
    this.log = log;
  }

  /**
   * The machines as they stand in the end.
   *
   * @throws CloudTrouble when it does not get there: it may be called again
   */
  List<Seen> until(Wanted wanted) throws CloudTrouble, InterruptedException {
    var acted = site.clock().instant();
    while (true) {
      Duration pause;
      try {
        var inventory = site.look(component);
        var seen = site.seen(inventory, component);
        var moves = site.moves(component, wanted, inventory, seen);
        if (moves.isEmpty()) {
          return seen;
        }
        if (carryOut(moves, seen)) {
          acted = site.clock().instant();
        }
        pause = inProportion(Duration.between(acted, site.clock().instant()));
      } catch (CloudTrouble e) {
        bear(e);
        pause = LATER.multipliedBy(troubles);
      }
      inTime();
      site.pause().pause(pause);
    }
  }

  /** What took long may take longer: an eighth too late at most, and few looks for a slow boot. */
  private static Duration inProportion(Duration waited) {
    var eighth = waited.dividedBy(8);
    if (eighth.compareTo(SOON) < 0) {
      return SOON;
    }
    return eighth.compareTo(LATER) > 0 ? LATER : eighth;
  }

  /** A cloud may be busy, or its reply lost; one that says no again and again means it. */
  private void bear(CloudTrouble e) throws CloudTrouble {
    if (e.failure().blame() == Blame.USER
        || e.failure().blame() == Blame.CAPACITY
        || ++troubles >= TROUBLES) {
      throw e;
    }
    log.note(e.failure().message() + "; trying again");
  }

  private void inTime() throws CloudTrouble {
    if (!site.clock().instant().isBefore(component.deadline())) {
      throw new CloudTrouble(
          Blame.PROVIDER, "deadline", "it took too long" + (said.isEmpty() ? "" : ": " + said));
    }
  }

  /** Whether anything but waiting was done; a disk that grows is waited for. */
  private boolean carryOut(List<Move> moves, List<Seen> seen)
      throws CloudTrouble, InterruptedException {
    var doing = moves.stream().filter(this::isDue).toList();
    for (var move : doing) {
      bound(move, seen);
    }
    if (doing.isEmpty()) {
      // all that can be done for the others is done first
      for (var move : moves) {
        if (move instanceof Move.Stuck stuck) {
          throw new CloudTrouble(stuck.failure());
        }
      }
      saying(moves.getFirst());
      return false;
    }
    var ends =
        AtOnce.each(
            doing,
            site.region().region().maxParallel(),
            move -> {
              try {
                carryOut(move);
                return Optional.<CloudTrouble>empty();
              } catch (CloudTrouble e) {
                return Optional.of(e);
              }
            });
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).isPresent() && doing.get(i) instanceof Move.Make make) {
        // what was not brought to its end does not get there by itself
        finishing.remove(make.member());
      }
    }
    var worst = ends.stream().flatMap(Optional::stream).toList();
    if (!worst.isEmpty()) {
      throw worst.stream()
          .filter(e -> e.failure().blame() != Blame.PROVIDER)
          .findFirst()
          .orElse(worst.getFirst());
    }
    troubles = 0;
    return !doing.stream().allMatch(Move.Grow.class::isInstance);
  }

  /**
   * What is under way by itself is brought to its end once, then waited for. A disk that grows is
   * asked after until it has: it may fail.
   */
  private boolean isDue(Move move) {
    return switch (move) {
      case Move.Make make -> !make.begun() || finishing.add(make.member());
      case Move.Ask _, Move.Grow _, Move.Delete _ -> true;
      case Move.Wait _, Move.Stuck _ -> false;
    };
  }

  private void saying(Move move) {
    var line = move.member() + ": " + move.reason();
    if (!line.equals(said)) {
      said = line;
      log.note(line);
    }
  }

  /** Nothing is done over and over: what does not help is a failure, to be tried again later. */
  private void bound(Move move, List<Seen> seen) throws CloudTrouble, InterruptedException {
    switch (move) {
      case Move.Delete delete when delete.why() == Move.Why.FAILED -> {
        console(delete.member(), delete.handle());
        if (anew.merge(delete.member(), 1, Integer::sum) > ANEW) {
          boolean unplaced = state(delete.handle(), seen) == MachineState.UNPLACED;
          throw new CloudTrouble(
              unplaced ? Blame.CAPACITY : Blame.PROVIDER,
              unplaced ? "no-capacity" : "machine-failed",
              delete.member() + " was made anew " + ANEW + " times and failed: " + delete.reason());
        }
      }
      case Move.Ask ask -> {
        if (asked.merge(ask.handle() + ask.power(), 1, Integer::sum) > ASKED) {
          console(ask.member(), ask.handle());
          var state = state(ask.handle(), seen);
          throw new CloudTrouble(
              new Failure(
                  Blame.PROVIDER,
                  "machine-does-not-obey",
                  "%s was asked %d times to %s and is %s"
                      .formatted(
                          ask.member(), ASKED, lower(ask.power().name()), lower(state.name()))));
        }
      }
      case Move.Grow grow -> {
        if (finishing.add(grow.disk().handle())) {
          log.note(grow.member() + ": " + grow.reason() + ": it is made larger");
        }
      }
      case Move.Make _, Move.Delete _, Move.Wait _, Move.Stuck _ -> {}
    }
  }

  private static MachineState state(String handle, List<Seen> seen) {
    return seen.stream()
        .filter(s -> s.machine().handle().equals(handle))
        .map(s -> s.machine().state())
        .findFirst()
        .orElse(MachineState.FAILED);
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private void console(String member, String handle) throws InterruptedException {
    try {
      var text = site.cloud().console(handle, site.region());
      if (!text.isBlank()) {
        log.note("the console of " + member + " says:");
        log.output(text.endsWith("\n") ? text : text + "\n");
      }
    } catch (CloudTrouble e) {
      log.note("the console of " + member + " cannot be read: " + e.failure().message());
    }
  }

  private void carryOut(Move move) throws CloudTrouble, InterruptedException {
    switch (move) {
      case Move.Make make -> {
        log.note("making " + make.member() + ": " + make.reason());
        var order = orders.orElseThrow().order(make.member());
        var machine = site.cloud().create(order, site.region());
        log.note(make.member() + " is " + Objects.toString(machine.handle()));
      }
      case Move.Grow grow -> site.cloud().grow(grow.disk(), grow.bytes(), site.region());
      case Move.Ask ask -> {
        log.note(
            "asking %s to %s: %s".formatted(ask.member(), lower(ask.power().name()), ask.reason()));
        site.power(ask.handle(), ask.power());
      }
      case Move.Delete delete -> {
        log.note("deleting the machine of " + delete.member() + ": " + delete.reason());
        site.cloud().delete(delete.handle(), site.region());
      }
      case Move.Wait _, Move.Stuck _ -> {}
    }
  }
}
