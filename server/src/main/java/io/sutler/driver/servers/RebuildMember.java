package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one member's machine anew because a person ordered it; its disks are attached to the next
 * one. The machine that is to go is recorded before it is touched, so that one ordered once is made
 * anew once, wherever Sutler was cut off.
 */
record RebuildMember(Site site) {
  private static final String HANDLE = "rebuild ";
  private static final Duration AGAIN = Duration.ofMillis(200);

  Progress rebuild(OperationView operation, ComponentView c, StepLog log)
      throws CloudTrouble, InterruptedException {
    var member = String.valueOf(operation.params().get("member"));
    if (!ServersInputs.members(c).contains(member)) {
      throw new CloudTrouble(
          Blame.USER,
          "no-such-member",
          "there is no member '%s': there are %s"
              .formatted(member, String.join(", ", ServersInputs.members(c))));
    }
    if (c.runState() != RunState.RUNNING) {
      throw new CloudTrouble(
          Blame.USER,
          "not-running",
          "nothing is made anew while nothing is to run: start it first");
    }
    var going = begun(c);
    if (going.isEmpty()) {
      going = machine(member, c);
      going.ifPresent(handle -> log.handle(HANDLE + handle));
    }
    if (going.isPresent()) {
      log.note("deleting the machine of " + member + ": a person wants it made anew");
      gone(going.get(), c);
    }
    var orders = Orders.of(c, site.cloud().offered(site.region()));
    var wanted = Wanted.of(c.letting(Set.of()));
    new CarryOut(site, c, Optional.of(orders), log).until(wanted);
    return new Progress.Done();
  }

  private static Optional<String> begun(ComponentView c) {
    return c.handle().filter(h -> h.startsWith(HANDLE)).map(h -> h.substring(HANDLE.length()));
  }

  private Optional<String> machine(String member, ComponentView c)
      throws CloudTrouble, InterruptedException {
    return site.look().machines().stream()
        .filter(m -> m.owner().equals(c.owner()) && m.name().equals(member))
        .map(m -> m.handle())
        .findFirst();
  }

  private void gone(String handle, ComponentView c) throws CloudTrouble, InterruptedException {
    while (site.look().machines().stream().anyMatch(m -> m.handle().equals(handle))) {
      site.cloud().delete(handle, site.region());
      if (!site.clock().instant().isBefore(c.deadline())) {
        throw new CloudTrouble(Blame.PROVIDER, "deadline", "its machine is still being deleted");
      }
      site.pause().pause(AGAIN);
    }
  }
}
