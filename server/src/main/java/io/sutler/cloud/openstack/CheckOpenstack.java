package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a cloud what a region needs of it. */
record CheckOpenstack(Session session, CloudRegion region) {
  private interface Question {
    Finding ask() throws CloudTrouble, InterruptedException;
  }

  List<Finding> findings() throws InterruptedException {
    var findings = new ArrayList<Finding>();
    try {
      session.token();
    } catch (CloudTrouble e) {
      boolean reached = !e.failure().code().equals("cloud-unreachable");
      findings.add(
          reached
              ? new Finding("reachable", true, "Keystone answers at " + authUrl())
              : new Finding("reachable", false, e.failure().message()));
      if (reached) {
        findings.add(new Finding("credentials", false, e.failure().message()));
      }
      return findings;
    }
    findings.add(new Finding("reachable", true, "Keystone answers at " + authUrl()));
    findings.add(asked("credentials", this::credentials));
    findings.add(asked("rights", this::rights));
    findings.add(asked("quota", this::quota));
    findings.add(asked("network quota", this::networkQuota));
    findings.add(asked("images", this::images));
    findings.add(asked("flavors", this::flavors));
    findings.add(asked("network", this::network));
    findings.add(asked("pool", this::pool));
    findings.add(asked("volumes", this::volumes));
    findings.add(asked("machines", this::machines));
    return findings;
  }

  private String authUrl() {
    return session.credentials().authUrl();
  }

  private static Finding asked(String name, Question question) throws InterruptedException {
    try {
      return question.ask();
    } catch (CloudTrouble e) {
      return new Finding(name, false, e.failure().message());
    }
  }

  private Finding credentials() throws CloudTrouble, InterruptedException {
    var token = session.token();
    return new Finding(
        "credentials",
        true,
        "%s in project %s, by %s"
            .formatted(token.userName(), token.projectName(), session.credentials().identity()));
  }

  private Finding rights() throws CloudTrouble, InterruptedException {
    var token = session.token();
    var roles = String.join(", ", token.roles());
    boolean onlyReads = token.roles().stream().allMatch("reader"::equals);
    return new Finding(
        "rights",
        !onlyReads,
        onlyReads
            ? "it may only look (roles: %s): have it given the role member in project %s"
                .formatted(roles.isEmpty() ? "none" : roles, token.projectName())
            : "roles: " + roles);
  }

  private Finding quota() throws CloudTrouble, InterruptedException {
    var limits = session.get(Service.COMPUTE, "/limits").at("/limits/absolute");
    var machines = new Left(limits, "totalInstancesUsed", "maxTotalInstances");
    var cores = new Left(limits, "totalCoresUsed", "maxTotalCores");
    var memory = new Left(limits, "totalRAMUsed", "maxTotalRAMSize");
    boolean free = Stream.of(machines, cores, memory).allMatch(Left::isFree);
    return new Finding(
        "quota",
        free,
        "machines %s, processors %s, memory %s MiB%s"
            .formatted(
                machines.text(),
                cores.text(),
                memory.text(),
                free ? "" : ": nothing is left, have it raised or remove something"));
  }

  /** What is used of how much; a limit below 0 is none. */
  private record Left(long used, long limit) {
    Left(JsonNode of, String used, String limit) {
      this(of.path(used).asLong(), of.path(limit).asLong(-1));
    }

    boolean isFree() {
      return limit < 0 || used < limit;
    }

    String text() {
      return limit < 0
          ? used + " used, no limit"
          : "%d of %d used, %d free".formatted(used, limit, Math.max(0, limit - used));
    }
  }

  private Finding networkQuota() throws CloudTrouble, InterruptedException {
    var project = session.token().project();
    var details = session.find(Service.NETWORK, "/quotas/" + project + "/details");
    if (details.isEmpty()) {
      return new Finding("network quota", true, "this cloud does not tell it");
    }
    var quota = details.get().path("quota");
    var ports = new Left(quota.path("port"), "used", "limit");
    var addresses = new Left(quota.path("floatingip"), "used", "limit");
    var groups = new Left(quota.path("security_group"), "used", "limit");
    boolean free =
        ports.isFree()
            && groups.isFree()
            && (session.settings().pool().isEmpty() || addresses.isFree());
    return new Finding(
        "network quota",
        free,
        "ports %s, floating IPs %s, security groups %s%s"
            .formatted(
                ports.text(),
                addresses.text(),
                groups.text(),
                free ? "" : ": nothing is left, have it raised or remove something"));
  }

  private Finding images() throws CloudTrouble, InterruptedException {
    var images = session.list(Service.IMAGE, "/images?status=active", "images");
    return new Finding(
        "images",
        !images.isEmpty(),
        images.isEmpty()
            ? "there is none: have one uploaded"
            : Names.names(images) + ": name one with 'sutler image set'");
  }

  private Finding flavors() throws CloudTrouble, InterruptedException {
    var flavors = session.list(Service.COMPUTE, "/flavors/detail", "flavors");
    var shown =
        flavors.stream()
            .limit(20)
            .map(f ->
                "%s (%d processors, %d MiB)"
                    .formatted(
                        f.path("name").asText(), f.path("vcpus").asLong(), f.path("ram").asLong()))
            .collect(Collectors.joining(", "));
    return new Finding(
        "flavors",
        !flavors.isEmpty(),
        flavors.isEmpty()
            ? "there is none: have one made"
            : shown + ": name one with 'sutler flavor set'");
  }

  private Finding network() throws CloudTrouble, InterruptedException {
    var names = new Names(session, region.region().name());
    var wanted = session.settings().network();
    names.network(wanted);
    return new Finding("network", true, wanted.orElse("the project's only one") + " is there");
  }

  private Finding pool() throws CloudTrouble, InterruptedException {
    var names = new Names(session, region.region().name());
    var wanted = session.settings().pool();
    if (wanted.isEmpty()) {
      var outside = names.networks(n -> n.path("router:external").asBoolean());
      return new Finding(
          "pool",
          true,
          "none is used: machines keep their inner addresses; there are " + Names.names(outside));
    }
    names.pool(wanted.get());
    return new Finding("pool", true, wanted.get() + " is there");
  }

  private Finding volumes() throws CloudTrouble, InterruptedException {
    if (!session.has(Service.VOLUME)) {
      return new Finding(
          "volumes", true, "this cloud has no block storage (Cinder): machines without disks only");
    }
    var limits = session.get(Service.VOLUME, "/limits").at("/limits/absolute");
    var volumes = new Left(limits, "totalVolumesUsed", "maxTotalVolumes");
    var room = new Left(limits, "totalGigabytesUsed", "maxTotalVolumeGigabytes");
    return new Finding(
        "volumes",
        volumes.isFree() && room.isFree(),
        "volumes %s, GiB %s".formatted(volumes.text(), room.text()));
  }

  private Finding machines() throws CloudTrouble, InterruptedException {
    int n = Snapshot.take(session, region).servers().size();
    return new Finding("machines", true, n + " of this Sutler in this region");
  }
}
