package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a machine needs of the network: a security group, a port, a floating IP. */
record Neutron(Session session, CloudRegion region, Names names) {
  private static final int HIGHEST = 65535;

  /** Those that the order names, or one of the component's own. */
  List<String> groups(MachineOrder order, Settings settings)
      throws CloudTrouble, InterruptedException {
    var ids = new ArrayList<String>();
    for (var name : settings.groups()) {
      ids.add(names.securityGroup(name));
    }
    return ids.isEmpty() ? List.of(ownGroup(order, settings)) : ids;
  }

  private String ownGroup(MachineOrder order, Settings settings)
      throws CloudTrouble, InterruptedException {
    var mark = Mark.of(order.owner(), "", region);
    var there =
        ours("/security-groups?name=" + Names.query(groupName(order)), "security_groups", mark);
    var group =
        there.isPresent()
            ? there.get()
            : session
                .ask(
                    Service.NETWORK,
                    "POST",
                    "/security-groups",
                    Map.of(
                        "security_group",
                        Map.of("name", groupName(order), "description", mark.text())))
                .path("security_group");
    var id = group.path("id").asText();
    for (var rule : rules(settings)) {
      if (!has(group, rule, id)) {
        let(rule, id);
      }
    }
    return id;
  }

  private static String groupName(MachineOrder order) {
    return "sutler-" + order.owner().deployment() + "-" + order.owner().component();
  }

  /** One that is there already is no error. */
  private void let(Map<String, Object> rule, String group)
      throws CloudTrouble, InterruptedException {
    var body = new HashMap<>(rule);
    body.put("security_group_id", group);
    body.put("direction", "ingress");
    body.put("ethertype", "IPv4");
    if (body.containsKey("remote_group_id")) {
      body.put("remote_group_id", group);
    }
    var answer =
        session.call(
            Service.NETWORK, "POST", "/security-group-rules", Map.of("security_group_rule", body));
    if (!answer.isGood() && !answer.type().equals("SecurityGroupRuleExists")) {
      throw session.refusals().of(Service.NETWORK.title(), answer);
    }
  }

  private static boolean has(JsonNode group, Map<String, Object> rule, String id) {
    for (var there : group.path("security_group_rules")) {
      boolean same =
          there.path("direction").asText().equals("ingress")
              && there.path("protocol").asText("null").equals(rule.getOrDefault("protocol", "null"))
              && there.path("port_range_min").asInt(0)
                  == (int) rule.getOrDefault("port_range_min", 0)
              && there.path("port_range_max").asInt(0)
                  == (int) rule.getOrDefault("port_range_max", 0)
              && there.path("remote_group_id").asText("null").equals(id)
                  == rule.containsKey("remote_group_id");
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** The component's machines let each other in; the world comes in where it is open. */
  static List<Map<String, Object>> rules(Settings settings) {
    var rules = new ArrayList<Map<String, Object>>();
    rules.add(Map.of("remote_group_id", ""));
    rules.add(Map.of("protocol", "icmp"));
    for (var open : settings.open()) {
      var parts = open.split("/", 2);
      var ends = parts[0].split("-", 2);
      int first = Math.min(Integer.parseInt(ends[0]), HIGHEST);
      int last = ends.length > 1 ? Math.min(Integer.parseInt(ends[1]), HIGHEST) : first;
      rules.add(
          Map.of(
              "protocol",
              parts.length > 1 ? parts[1] : "tcp",
              "port_range_min",
              Math.min(first, last),
              "port_range_max",
              Math.max(first, last)));
    }
    return rules;
  }

  /** All of this mark. */
  List<Owned> ports(MachineOrder order) throws CloudTrouble, InterruptedException {
    var mark = Mark.of(order, region);
    var named = session.list(Service.NETWORK, "/ports?name=" + Names.query(order.host()), "ports");
    return Owned.among(named, "/description", region).stream()
        .filter(p -> p.mark().isSame(mark))
        .sorted(
            java.util.Comparator.comparing((Owned p) -> p.text("/device_id").isEmpty())
                .thenComparing(Owned::id))
        .toList();
  }

  Owned newPort(MachineOrder order, Settings settings, List<String> groups, Instant now)
      throws CloudTrouble, InterruptedException {
    var port =
        Map.of(
            "name",
            order.host(),
            "network_id",
            names.network(settings.network()),
            "security_groups",
            groups,
            "description",
            Mark.of(order, region).booting(Optional.of(now)).text());
    var made = session.ask(Service.NETWORK, "POST", "/ports", Map.of("port", port)).path("port");
    return Owned.of(made, "/description", region).orElseThrow();
  }

  /** Writes down on the port when a machine was asked for; whoever comes after a crash reads it. */
  void booting(Owned port, Optional<Instant> at, List<String> groups)
      throws CloudTrouble, InterruptedException {
    session.ask(
        Service.NETWORK,
        "PUT",
        "/ports/" + port.id(),
        Map.of(
            "port",
            Map.of("description", port.mark().booting(at).text(), "security_groups", groups)));
  }

  /** Neutron gives a port's address one floating IP and no second. */
  void address(MachineOrder order, Owned port, String pool)
      throws CloudTrouble, InterruptedException {
    if (!session
        .list(Service.NETWORK, "/floatingips?port_id=" + port.id(), "floatingips")
        .isEmpty()) {
      return;
    }
    var wanted =
        Map.of(
            "floating_network_id",
            names.pool(pool),
            "port_id",
            port.id(),
            "description",
            Mark.of(order, region).text());
    var answer =
        session.call(Service.NETWORK, "POST", "/floatingips", Map.of("floatingip", wanted));
    if (!answer.isGood() && !answer.type().equals("FloatingIPPortAlreadyAssociated")) {
      throw session.refusals().of(Service.NETWORK.title(), answer);
    }
  }

  private Optional<JsonNode> ours(String path, String key, Mark mark)
      throws CloudTrouble, InterruptedException {
    return Owned.among(session.list(Service.NETWORK, path, key), "/description", region).stream()
        .filter(o -> o.mark().isSame(mark))
        .map(Owned::said)
        .findFirst();
  }
}
