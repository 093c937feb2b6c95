package io.sutler.driver.ansible;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run of a playbook came to, counted by host, as one line. */
record Tally(Map<String, ReadEvents.Count> byHost) {
  private static final int MOST_HOSTS = 10;

  /** The total, then hosts as ok/changed/failed/unreachable, those in trouble first. */
  String line() {
    var all = byHost.values().stream().reduce(new ReadEvents.Count(0, 0, 0, 0), Tally::sum);
    int more = byHost.size() - MOST_HOSTS;
    return byHost.size()
        + (byHost.size() == 1 ? " host: " : " hosts: ")
        + all.words()
        + byHost.entrySet().stream()
            .sorted(
                Map.Entry.<String, ReadEvents.Count>comparingByValue(
                        Comparator.comparingLong(c -> -c.failures() - c.unreachable()))
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_HOSTS)
            .map(e -> e.getKey() + " " + brief(e.getValue()))
            .collect(Collectors.joining(", ", " · ", more > 0 ? " and " + more + " more" : ""));
  }

  private static ReadEvents.Count sum(ReadEvents.Count a, ReadEvents.Count b) {
    return new ReadEvents.Count(
        a.ok() + b.ok(),
        a.changed() + b.changed(),
        a.failures() + b.failures(),
        a.unreachable() + b.unreachable());
  }

  private static String brief(ReadEvents.Count c) {
    return c.ok() + "/" + c.changed() + "/" + c.failures() + "/" + c.unreachable();
  }
}
