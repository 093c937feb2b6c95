package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.DeploymentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Has the hosts of a deployment know each other by name. */
record TellNames(Shells shells, CloudRegion region) {
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private record Member(Host host, Lease lease) {}

  /**
   * As far as they answer: one that does not is told when the next one comes. The server's own
   * machine is left as it is.
   */
  void among(List<Host> hosts, DeploymentId deployment) throws InterruptedException {
    var members = new ArrayList<Member>();
    for (var seen : new AskHosts(shells, region).all(hosts)) {
      if (seen instanceof Seen.There there && !there.host().local()) {
        there
            .lease()
            .filter(l -> l.isIn(region) && l.owner().deployment().equals(deployment))
            .ifPresent(l -> members.add(new Member(there.host(), l)));
      }
    }
    var names =
        members.stream()
            .filter(m -> m.lease().hostName().matches("[a-z0-9-]{1,63}"))
            .filter(m -> m.host().address().matches("[0-9.]+|[0-9a-fA-F:]+"))
            .map(m -> m.host().address() + " " + m.lease().hostName())
            .collect(Collectors.joining("\n"));
    AskHosts.each(
        members,
        member -> {
          try {
            return shells
                    .to(member.host(), region)
                    .run(
                        AskHosts.place(Script.of("names"), member.host())
                            .with("LEASE", member.lease().id())
                            .with("NAMES", names),
                        Shell.As.ROOT,
                        WITHIN)
                    .code()
                == 0;
          } catch (CloudTrouble e) {
            return false;
          }
        });
  }
}
