package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says why an order has no host. */
record NoHost(CloudRegion region, MachineOrder order) {
  CloudTrouble trouble(List<Seen> seen) {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    boolean hope = false;
    for (var one : seen) {
      var unfit = Fits.whyNot(one.host(), order);
      hope |= unfit.isEmpty();
      var why =
          unfit.orElseGet(() ->
              switch (one) {
                case Seen.Silent _ -> "does not answer or let us in";
                case Seen.There there ->
                    there.taken()
                        ? "is leased already"
                        : there.isKeptFrom(order, region)
                            ? "keeps a disk for its return"
                            : "was taken just now";
              });
      reasons.computeIfAbsent(why, _ -> new ArrayList<>()).add(one.host().name());
    }
    var all = new ArrayList<String>();
    reasons.forEach((why, names) -> all.add(some(names) + " " + why));
    var said = all.isEmpty() ? "it has no hosts" : String.join("; ", all);
    return hope
        ? new CloudTrouble(
            Blame.CAPACITY,
            "no-free-host",
            "no host of region %s is free for %s: %s"
                .formatted(region.region().name(), order.name(), said))
        : new CloudTrouble(
            Blame.USER,
            "no-such-host",
            "no host of region %s is what %s asks for: %s"
                .formatted(region.region().name(), order.name(), said));
  }

  private static String some(List<String> names) {
    return names.size() <= 5
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }
}
