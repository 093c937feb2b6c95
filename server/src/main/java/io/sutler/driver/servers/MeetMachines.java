package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Machine;
import io.sutler.domain.Blame;
import io.sutler.driver.StepLog;
import io.sutler.many.AtOnce;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks machines for their host keys: what a machine shows first is trusted, and another one later
 * is told. Only those that are new or were started again are asked.
 */
record MeetMachines(Site site) {
  Met meet(List<Seen> seen, Met before, String login, StepLog log)
      throws CloudTrouble, InterruptedException {
    var met =
        AtOnce.each(
            seen,
            site.region().region().maxParallel(),
            s -> {
              try {
                return Optional.of(host(s.machine(), before, log));
              } catch (IOException e) {
                log.note("%s did not show its host key: %s".formatted(s.machine().name(), e));
                return Optional.<Met.Host>empty();
              }
            });
    Map<String, Met.Host> hosts = new TreeMap<>();
    for (int i = 0; i < seen.size(); i++) {
      var machine = seen.get(i).machine();
      hosts.put(
          machine.handle(),
          met.get(i)
              .orElseThrow(() ->
                  new CloudTrouble(
                      Blame.PROVIDER,
                      "no-host-key",
                      machine.name() + " answers, but shows no host key")));
    }
    return new Met(login, hosts);
  }

  private Met.Host host(Machine machine, Met before, StepLog log)
      throws IOException, InterruptedException {
    if (machine.isHere()) {
      return new Met.Host("", machine.since(), "");
    }
    var known =
        Optional.ofNullable(before.hosts().get(machine.handle())).filter(h -> !h.key().isEmpty());
    if (known.filter(h -> h.since().equals(machine.since())).isPresent()) {
      return known.get();
    }
    var address = machine.door();
    var shown = site.door().hostKey(address);
    if (known.isEmpty()) {
      log.note("%s answers at %s with host key %s".formatted(machine.name(), address, shown));
      return new Met.Host(shown, machine.since(), "");
    }
    var key = known.get().key();
    var other = shown.equals(key) ? "" : shown;
    if (!other.isEmpty()) {
      log.note("%s shows another host key than before: %s".formatted(machine.name(), shown));
    }
    return new Met.Host(key, machine.since(), other);
  }
}
