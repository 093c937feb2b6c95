package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.MachineState;
import io.sutler.domain.Blame;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings a component's machines to its level. */
record ApplyServers(Site site) {
  private static final Duration AGAIN = Duration.ofMillis(200);

  Progress apply(ComponentView c, StepLog log) throws CloudTrouble, InterruptedException {
    var wanted = Wanted.of(c);
    if (c.runState() != RunState.RUNNING) {
      new CarryOut(site, c, Optional.empty(), log).until(wanted);
      return new Progress.Done();
    }
    var orders = Orders.of(c, site.cloud().offered(site.region()));
    if (ServersInputs.isEntered(c)
        && orders.keys().isEmpty()
        && orders.inputs().password().isEmpty()) {
      log.note("nobody can enter these machines: give them 'key' or 'keys'");
    }
    if (c.desired().inputs().get("adopt") instanceof String kept && c.applied().isEmpty()) {
      adopt(kept, c, log);
    }
    site.vainSizes(c).forEach(log::note);
    var seen = new CarryOut(site, c, Optional.of(orders), log).until(wanted);
    withoutSurplusDisks(c, wanted, log);
    var login = orders.image().login();
    var met =
        ServersInputs.isEntered(c)
            ? new MeetMachines(site).meet(seen, Met.of(c.handle()), login, log)
            : Met.unentered(seen, login);
    return new Progress.Done(
        outputs(c, seen, met, orders.inputs()), Optional.of(met.handle()), Optional.empty());
  }

  /** What an earlier removal kept becomes the disks of the members of the same number. */
  private void adopt(String kept, ComponentView c, StepLog log)
      throws CloudTrouble, InterruptedException {
    for (var disk : Disks.of(kept, site.look())) {
      var was = disk.machine().orElse("");
      var member = c.desired().name() + was.substring(Math.max(was.lastIndexOf('-'), 0));
      log.note("taking over disk " + disk.name() + " of " + was + " for " + member);
      site.cloud().hand(disk, c.owner(), member, site.region());
    }
  }

  /**
   * Of members that left. Where the component's data is to be kept, theirs waits for their return.
   */
  private void withoutSurplusDisks(ComponentView c, Wanted wanted, StepLog log)
      throws CloudTrouble, InterruptedException {
    if (c.desired().holdsData() != DataPolicy.NONE) {
      return;
    }
    without(
        inventory ->
            Disks.of(c.owner(), inventory).stream()
                .filter(disk -> !wanted.members().contains(disk.machine().orElse("")))
                .toList(),
        c,
        log);
  }

  private static Map<String, Object> outputs(
      ComponentView c, List<Seen> seen, Met met, ServersInputs inputs) {
    var addresses =
        ServersInputs.members(c).stream()
            .flatMap(member -> seen.stream().filter(s -> s.machine().name().equals(member)))
            .map(s -> s.machine().addresses().getFirst())
            .toList();
    var hosts = ServersInputs.members(c).stream().map(m -> HostName.of(c.deployment(), m)).toList();
    var outputs = new HashMap<String, Object>();
    outputs.put("addresses", addresses);
    outputs.put("hosts", hosts);
    outputs.put("login", met.login());
    outputs.put("key", inputs.givesKey() ? inputs.key().orElse("") : "");
    outputs.put("password", inputs.password().orElse(""));
    return outputs;
  }

  Progress remove(ComponentView c, StepLog log) throws CloudTrouble, InterruptedException {
    var nobody = new Wanted(List.of(), "", RunState.RUNNING, false);
    var carryOut = new CarryOut(site, c, Optional.empty(), log);
    carryOut.until(nobody);
    var disks = Disks.of(c.owner(), site.look());
    if (c.keepData() && !disks.isEmpty()) {
      long bytes = disks.stream().mapToLong(Inventory.Thing::bytes).sum();
      withoutThings(c, true, log);
      return new Progress.Done(
          Map.of(),
          Optional.empty(),
          Optional.of(new Progress.Kept(Disks.handle(c.owner()), bytes)));
    }
    withoutThings(c, false, log);
    return new Progress.Done();
  }

  private void withoutThings(ComponentView c, boolean keepDisks, StepLog log)
      throws CloudTrouble, InterruptedException {
    without(
        inventory ->
            inventory.things().stream()
                .filter(t -> goesWith(t, c, inventory))
                .filter(t -> !(keepDisks && t.holdsData()))
                .toList(),
        c,
        log);
  }

  /** Done when none is seen any more. */
  private void without(
      Function<Inventory, List<Inventory.Thing>> which, ComponentView c, StepLog log)
      throws CloudTrouble, InterruptedException {
    while (true) {
      var things = which.apply(site.look());
      if (things.isEmpty()) {
        return;
      }
      for (var thing : things) {
        log.note("deleting " + thing.detail() + thing.machine().map(m -> " of " + m).orElse(""));
        site.cloud().delete(thing.handle(), site.region());
      }
      if (!site.clock().instant().isBefore(c.deadline())) {
        throw new CloudTrouble(
            Blame.PROVIDER, "deadline", things.getFirst().detail() + " is still there");
      }
      site.pause().pause(AGAIN);
    }
  }

  /** A network goes with the last component that has machines on it, whoever made it. */
  private static boolean goesWith(Inventory.Thing thing, ComponentView c, Inventory inventory) {
    if (!thing.kind().equals(Inventory.NETWORK)) {
      return thing.owner().equals(c.owner());
    }
    var deployment = thing.owner().deployment();
    return deployment.equals(c.owner().deployment())
        && inventory.machines().stream()
            .filter(m -> m.state() != MachineState.LEAVING)
            .noneMatch(m -> m.owner().deployment().equals(deployment));
  }
}
