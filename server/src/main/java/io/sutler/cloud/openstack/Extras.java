package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Nova itself keeps for a component: its key pair, and the group that keeps it apart. */
record Extras(Session session, CloudRegion region) {
  private static final int CONFLICT = 409;

  /** For images that know no cloud-init's keys; empty where nobody has one. */
  Optional<String> key(MachineOrder order) throws CloudTrouble, InterruptedException {
    var usable =
        order.publicKeys().stream()
            .filter(k -> k.matches("(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp\\d+) .*"))
            .findFirst();
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    var print = Json.sha256(usable.get().getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    var name = Mark.of(order.owner(), "", region).text() + " " + print;
    var answer =
        session.call(
            Service.COMPUTE,
            "POST",
            "/os-keypairs",
            Map.of("keypair", Map.of("name", name, "public_key", usable.get())));
    if (!answer.isGood() && answer.status() != CONFLICT) {
      throw session.refusals().of(Service.COMPUTE.title(), answer);
    }
    return Optional.of(name);
  }

  /** The component's server group; empty where nothing is to be kept apart. */
  Optional<String> group(MachineOrder order, Settings settings)
      throws CloudTrouble, InterruptedException {
    if (settings.antiAffinity().isEmpty()) {
      return Optional.empty();
    }
    var name = Mark.of(order.owner(), "", region).text();
    for (var there : session.get(Service.COMPUTE, "/os-server-groups").path("server_groups")) {
      if (there.path("name").asText().equals(name)) {
        return Optional.of(there.path("id").asText());
      }
    }
    var policy = settings.antiAffinity().equals("soft") ? "soft-anti-affinity" : "anti-affinity";
    var made =
        session.ask(
            Service.COMPUTE,
            "POST",
            "/os-server-groups",
            Map.of("server_group", Map.of("name", name, "policies", List.of(policy))));
    return Optional.of(made.at("/server_group/id").asText());
  }
}
