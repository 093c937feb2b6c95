package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks a region's hosts for all that is needed of them. */
record CheckHosts(Shells shells, CloudRegion region) {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int MOST = 5;

  List<Finding> findings() throws InterruptedException {
    List<Host> hosts;
    try {
      hosts = HostList.of(region.region());
    } catch (Malformed e) {
      return List.of(new Finding("hosts", false, e.sentence()));
    }
    if (hosts.isEmpty()) {
      return List.of(
          new Finding(
              "hosts",
              false,
              "there are none: 'sutler region set %s --kind hosts --inventory FILE' names them"
                  .formatted(region.region().name())));
    }
    var findings = new ArrayList<Finding>();
    findings.add(new Finding("hosts", true, hosts.size() + ": " + names(hosts)));
    var seen = new AskHosts(shells, region).all(hosts);
    findings.add(about("reachable", seen, List.of("host-unreachable", "host-silent")));
    findings.add(about("host keys", seen, List.of("host-key-changed")));
    findings.add(about("credentials", seen, List.of("login-refused", "no-credentials", "bad-key")));
    findings.add(rights(seen));
    findings.add(room(seen));
    findings.add(sizes(hosts, seen));
    findings.add(images(hosts));
    release().ifPresent(findings::add);
    return findings;
  }

  private static String names(List<Host> hosts) {
    var all = hosts.stream().map(Host::name).limit(MOST).collect(Collectors.joining(", "));
    return hosts.size() > MOST ? all + ", ..." : all;
  }

  private static Finding about(String question, List<Seen> seen, List<String> codes) {
    var bad =
        seen.stream()
            .filter(s -> s instanceof Seen.Silent silent && codes.contains(code(silent)))
            .map(s -> ((Seen.Silent) s).why().failure().message())
            .toList();
    if (bad.isEmpty()) {
      long met =
          seen.stream()
              .filter(s -> s instanceof Seen.There || isLater(question, (Seen.Silent) s))
              .count();
      return new Finding(question, true, met + " of " + seen.size());
    }
    return new Finding(question, false, few(bad));
  }

  /** Whether one that was stopped by something was beyond this question. */
  private static boolean isLater(String question, Seen.Silent silent) {
    return question.equals("reachable")
        || (question.equals("host keys") && !code(silent).equals("host-unreachable"));
  }

  private static String code(Seen.Silent silent) {
    return silent.why().failure().code();
  }

  private static String few(List<String> sentences) {
    var all = String.join("; ", sentences.subList(0, Math.min(sentences.size(), MOST)));
    return sentences.size() > MOST ? all + "; and " + (sentences.size() - MOST) + " more" : all;
  }

  private Finding rights(List<Seen> seen) throws InterruptedException {
    var there = seen.stream().filter(s -> s instanceof Seen.There).map(Seen::host).toList();
    if (there.isEmpty()) {
      return new Finding("rights", false, "no host can be asked");
    }
    var bad = AskHosts.each(there, this::noRights).stream().filter(s -> !s.isEmpty()).toList();
    return bad.isEmpty()
        ? new Finding("rights", true, "root on " + there.size() + " of " + seen.size())
        : new Finding("rights", false, few(bad));
  }

  private String noRights(Host host) throws InterruptedException {
    try {
      var answer =
          shells
              .to(host, region)
              .run(AskHosts.place(Script.of("rights"), host), Shell.As.ROOT, WITHIN);
      return answer.says("may")
          ? ""
          : "%s does not let '%s' write %s: give it a login that is root, or become"
              .formatted(host.name(), host.login(), host.place());
    } catch (CloudTrouble e) {
      return e.failure().message();
    }
  }

  private Finding room(List<Seen> seen) {
    long ours = 0;
    long others = 0;
    long free = 0;
    long keeping = 0;
    for (var one : seen) {
      if (one instanceof Seen.There there) {
        boolean mine = there.lease().filter(l -> l.isIn(region)).isPresent();
        ours += mine ? 1 : 0;
        others += there.taken() && !mine ? 1 : 0;
        boolean keeps = !there.disks().isEmpty() || there.strange();
        free += there.taken() || keeps ? 0 : 1;
        keeping += !there.taken() && keeps ? 1 : 0;
      }
    }
    return new Finding(
        "room",
        true,
        "%d free, %d leased by this region, %d leased by others, %s%d not known"
            .formatted(
                free,
                ours,
                others,
                keeping == 0 ? "" : keeping + " keeping disks, ",
                seen.size() - free - ours - others - keeping));
  }

  private static Finding sizes(List<Host> hosts, List<Seen> seen) {
    var wrong = new ArrayList<String>();
    for (var one : seen) {
      if (one instanceof Seen.There there
          && (there.size().cpus() < there.host().size().cpus()
              // what the firmware keeps for itself is never seen
              || there.size().memory() < there.host().size().memory() * 9 / 10)) {
        wrong.add(
            "%s has %d processors and %d MiB, less than is said of it"
                .formatted(
                    there.host().name(), there.size().cpus() / 1000, there.size().memory() >> 20));
      }
    }
    return wrong.isEmpty()
        ? new Finding("flavors", true, counted(hosts, h -> h.flavor().orElse("any that it fits")))
        : new Finding("flavors", false, few(wrong));
  }

  /** How hosts are cleaned that are given back; empty where nobody said. */
  private Optional<Finding> release() {
    var settings = Settings.of(region);
    if (settings.playbook().isEmpty()) {
      return settings.release().isEmpty()
          ? Optional.empty()
          : Optional.of(new Finding("release", true, "a script cleans hosts that are given back"));
    }
    return Optional.of(
        PlayRelease.isPossible()
            ? new Finding("release", true, "a playbook cleans hosts that are given back")
            : new Finding(
                "release",
                false,
                "a playbook is to clean hosts that are given back, and the server has no ansible-playbook: install it (apt install ansible-core)"));
  }

  private static Finding images(List<Host> hosts) {
    return new Finding("images", true, counted(hosts, h -> h.image().orElse("any")));
  }

  private static String counted(
      List<Host> hosts, java.util.function.Function<Host, String> property) {
    Map<String, Long> counts = new TreeMap<>();
    hosts.forEach(h -> counts.merge(property.apply(h), 1L, Long::sum));
    var all = new LinkedHashMap<String, Long>(counts);
    return all.entrySet().stream()
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
