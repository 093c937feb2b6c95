package io.sutler.driver.servers;

import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.cloud.Power;
import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From the members that are declared and the machines that were seen to what to do. Pure and total;
 * nothing to do means that the level is reached.
 */
final class Fleet {
  /** Of two for one member, the one that was there first, and rather one that lives. */
  private static final Comparator<Seen> BEST =
      Comparator.comparing((Seen s) -> isLost(s.machine().state()))
          .thenComparing(s -> s.machine().since().orElse(Instant.MAX))
          .thenComparing(s -> s.machine().handle());

  private final Wanted wanted;
  private final Map<String, List<Seen>> seen;
  private final Instant now;
  private final List<Move> moves = new ArrayList<>();

  private Fleet(Wanted wanted, List<Seen> seen, Instant now) {
    this.wanted = wanted;
    this.seen =
        seen.stream()
            .collect(
                Collectors.groupingBy(s -> s.machine().name(), TreeMap::new, Collectors.toList()));
    this.now = now;
  }

  static List<Move> moves(Wanted wanted, List<Seen> seen, Instant now) {
    var fleet = new Fleet(wanted, seen, now);
    switch (wanted.runState()) {
      case RUNNING -> fleet.run();
      case STOPPED, ABSENT -> fleet.rest(Power.STOP);
      case SUSPENDED -> fleet.rest(Power.SUSPEND);
    }
    return fleet.moves.stream().filter(wanted::allows).toList();
  }

  private void run() {
    var outdated = new ArrayList<Machine>();
    for (var member : wanted.members()) {
      member(member, outdated);
    }
    surplus();
    // One at a time, and only while all others are well: a service must live through it.
    if (moves.isEmpty() && !outdated.isEmpty()) {
      anew(outdated.getFirst(), Move.Why.OUTDATED);
    }
  }

  private void member(String member, List<Machine> outdated) {
    var all = seen.getOrDefault(member, List.of());
    var staying =
        all.stream().filter(s -> s.machine().state() != MachineState.LEAVING).sorted(BEST).toList();
    if (staying.isEmpty()) {
      moves.add(
          all.isEmpty()
              ? new Move.Make(member, false, "it is declared and not there")
              : new Move.Wait(member, "its last machine is still being deleted"));
      return;
    }
    staying.stream()
        .skip(1)
        .forEach(s ->
            moves.add(
                new Move.Delete(
                    member, s.machine().handle(), Move.Why.TWICE, "it is there twice")));
    var best = staying.getFirst();
    if (!best.machine().digest().equals(wanted.digest())) {
      if (isSilentForNow(best)) {
        // several that are slow to answer are not all made anew at once
        moves.add(silent(best));
      } else if (isWell(best) || wanted.precious()) {
        outdated.add(best.machine());
      } else {
        anew(best.machine(), Move.Why.FAILED);
      }
      return;
    }
    bringUp(best);
  }

  private static boolean isLost(MachineState state) {
    return state == MachineState.FAILED || state == MachineState.UNPLACED;
  }

  private static boolean isWell(Seen s) {
    return s.machine().state() == MachineState.RUNNING && s.answers();
  }

  private boolean isSilentForNow(Seen s) {
    return s.machine().state() == MachineState.RUNNING && !s.answers() && !s.silentTooLong(now);
  }

  private void bringUp(Seen one) {
    var machine = one.machine();
    var member = machine.name();
    switch (machine.state()) {
      case RUNNING -> {
        if (!one.answers()) {
          moves.add(silent(one));
        }
      }
      case BUILDING -> moves.add(new Move.Make(member, true, "it is being made"));
      case STOPPED -> moves.add(ask(machine, Power.START, "it was stopped"));
      case SUSPENDED -> moves.add(ask(machine, Power.START, "it was suspended"));
      case FAILED, UNPLACED -> moves.add(failed(machine));
      case LEAVING -> moves.add(new Move.Wait(member, "it is being deleted"));
    }
  }

  private Move silent(Seen one) {
    return one.silentTooLong(now)
        ? ask(
            one.machine(),
            Power.REBOOT,
            "SSH has not answered for " + Seen.PATIENCE.toMinutes() + " minutes")
        : new Move.Wait(one.machine().name(), "SSH does not answer yet");
  }

  private Move failed(Machine machine) {
    var why = machine.detail().isEmpty() ? "" : ": " + machine.detail();
    return wanted.precious()
        ? new Move.Stuck(
            machine.name(),
            new Failure(
                Blame.PROVIDER,
                "machine-failed",
                machine.name() + " failed and holds data, so it is not made anew" + why))
        : new Move.Delete(machine.name(), machine.handle(), Move.Why.FAILED, "it failed" + why);
  }

  private void surplus() {
    seen.forEach((name, all) -> {
      if (wanted.members().contains(name)) {
        return;
      }
      for (var s : all) {
        moves.add(
            s.machine().state() == MachineState.LEAVING
                ? new Move.Wait(name, "it is being deleted")
                : new Move.Delete(
                    name, s.machine().handle(), Move.Why.SURPLUS, "it is no longer declared"));
      }
    });
  }

  private void anew(Machine machine, Move.Why why) {
    moves.add(
        wanted.precious()
            ? new Move.Stuck(
                machine.name(),
                new Failure(
                    Blame.USER,
                    "would-lose-data",
                    machine.name()
                        + " would have to be made anew for this change and holds data: give its"
                        + " data disks, or take the change back"))
            : new Move.Delete(
                machine.name(), machine.handle(), why, "what it is made from has changed"));
  }

  /** Nothing is made or deleted while nothing is to run. */
  private void rest(Power power) {
    seen.values().stream()
        .flatMap(List::stream)
        .map(Seen::machine)
        .forEach(machine -> {
          boolean wakes = machine.state() == MachineState.SUSPENDED && power == Power.STOP;
          if (machine.state() == MachineState.RUNNING || wakes) {
            moves.add(ask(machine, power, "the deployment is to be " + word(power)));
          }
        });
  }

  private static String word(Power power) {
    return power == Power.SUSPEND ? "suspended" : "stopped";
  }

  private static Move ask(Machine machine, Power power, String reason) {
    return new Move.Ask(machine.name(), machine.handle(), power, reason);
  }
}
