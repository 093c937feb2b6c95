package io.sutler.api.michman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plan that a cluster is a deployment of: its machines, and on them the plans of its services.
 * Nothing that a user wrote is in it: that comes as parameters. Its version follows from its
 * content, so clusters of the same make share it. Pure.
 *
 * @param text of {@code plan.yaml}
 */
record ClusterPlan(String version, String text) {
  static final String NAME = "michman-cluster";
  private static final int DIGITS = 7;

  /**
   * One service of the cluster.
   *
   * @param plan with its version
   * @param kind class of the service: on which machines it stands
   * @param needs components that come before it
   * @param outputs of its plan
   */
  record Part(
      String component,
      String plan,
      String kind,
      List<String> needs,
      List<String> outputs,
      Ins ins) {}

  /**
   * What the part is given besides machines.
   *
   * @param settings parameters of the used plan
   * @param secretConfigs by Michman's name, of this service
   * @param secretVars by the playbook's name
   */
  record Ins(List<String> settings, List<String> secretConfigs, List<String> secretVars) {}

  String ref() {
    return NAME + "@" + version;
  }

  /**
   * @param parts in the order of their making
   * @param monitoring the plan that watches all machines; empty for none
   */
  static ClusterPlan of(Machinery machinery, List<Part> parts, List<Part> monitoring) {
    var all = new ArrayList<>(parts);
    all.addAll(monitoring);
    var plan = new LinkedHashMap<String, Object>();
    plan.put("title", "Michman cluster");
    plan.put("category", "michman");
    plan.put("parameters", parameters(all));
    plan.put("secrets", Map.of("ssh", Map.of("type", "ssh_key")));
    plan.put("components", components(machinery, parts, monitoring));
    plan.put("outputs", outputs(machinery, all));
    var rest = yaml(plan);
    var digest = Json.sha256(rest.getBytes(StandardCharsets.UTF_8));
    var version = "1.%d.%d".formatted(number(digest, 0), number(digest, DIGITS));
    return new ClusterPlan(
        version, "kind: Plan\nname: %s\nversion: %s\n%s".formatted(NAME, version, rest));
  }

  private static int number(String hex, int at) {
    return Integer.parseInt(hex.substring(at, at + DIGITS), 16);
  }

  private static Map<String, Object> parameters(List<Part> parts) {
    var configs = new TreeMap<String, Object>();
    var vars = new TreeMap<String, Object>();
    for (var part : parts) {
      part.ins.secretConfigs.forEach(name -> configs.put(name, secret()));
      part.ins.secretVars.forEach(name -> vars.put(name, secret()));
    }
    vars.put("docker_logins", logins());
    var config = Map.of("type", "object", "properties", configs);
    var service = Map.of("type", "object", "properties", Map.of("Config", config));
    var services = Map.of("type", "array", "items", service);
    var all = new LinkedHashMap<String, Object>();
    all.put(
        "cluster", object("Cluster, as Michman's clients see it", Map.of("Services", services)));
    all.put("slaves", Map.of("type", "integer", "minimum", 0, "maximum", 1000, "title", "Slaves"));
    all.put("image", text("Image"));
    for (var role : List.of("master", "slaves", "storage", "monitoring")) {
      all.put(role + "_flavor", text("Flavor of " + role));
    }
    var key = Map.of("type", "string", "maxLength", 10_000);
    all.put("keys", Map.of("type", "array", "maxItems", 100, "items", key, "title", "Public keys"));
    all.put("vars", object("Variables of all playbooks", vars));
    all.put("settings", object("Parameters of the services' plans, by component", Map.of()));
    all.put("plans", object("Plans of the services, by component", Map.of()));
    return all;
  }

  /** Their passwords are sealed, as secret configs are. */
  private static Map<String, Object> logins() {
    var login = Map.of("type", "object", "properties", Map.of("password", secret()));
    return Map.of("type", "array", "items", login);
  }

  private static Map<String, Object> secret() {
    return Map.of("type", "string", "writeOnly", true);
  }

  private static Map<String, Object> text(String title) {
    return Map.of("type", "string", "minLength", 1, "maxLength", 200, "title", title);
  }

  private static Map<String, Object> object(String title, Map<String, Object> properties) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("title", title);
    schema.put("type", "object");
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    return schema;
  }

  private static Map<String, Object> components(
      Machinery machinery, List<Part> parts, List<Part> monitoring) {
    var all = new LinkedHashMap<String, Object>();
    var members = new ArrayList<String>();
    if (machinery.master()) {
      all.put("master", machines("1", "master"));
      members.add("master.members");
    }
    if (machinery.slaves() > 0) {
      all.put("slaves", machines("${params.slaves}", "slaves"));
      members.add("slaves.members");
    }
    if (machinery.storage()) {
      all.put("storage", machines("1", "storage"));
      members.add("storage.members");
    }
    for (var part : parts) {
      all.put(part.component, service(part, machinesOf(part, machinery)));
    }
    if (machinery.monitor()) {
      all.put("monitor", machines("1", "monitoring"));
      members.addFirst("monitor.members");
    }
    monitoring.forEach(part -> all.put(part.component, service(part, String.join(" + ", members))));
    return all;
  }

  private static String machinesOf(Part part, Machinery machinery) {
    return switch (part.kind) {
      case Machinery.STORAGE -> "storage.members";
      case Machinery.MASTER_SLAVE ->
          machinery.slaves() > 0 ? "master.members + slaves.members" : "master.members";
      default -> "master.members";
    };
  }

  private static Map<String, Object> machines(String count, String role) {
    var with = new LinkedHashMap<String, Object>();
    with.put("count", count.startsWith("$") ? count : Integer.valueOf(count));
    with.put("role", role);
    with.put("flavor", "${params." + role + "_flavor}");
    with.put("image", "${params.image}");
    with.put("key", "${secrets.ssh}");
    with.put("keys", "${params.keys}");
    var component = new LinkedHashMap<String, Object>();
    component.put("driver", "servers");
    component.put("holds_data", "remove");
    component.put("with", with);
    return component;
  }

  private static Map<String, Object> service(Part part, String machines) {
    var with = new LinkedHashMap<String, Object>();
    with.put("own_machines", false);
    with.put("machines", "${" + machines + "}");
    with.put("key", "${secrets.ssh}");
    with.put("extra_vars", "${params.vars}");
    for (var name : part.ins.settings) {
      with.put(name, "${params.settings['%s']['%s']}".formatted(part.component, name));
    }
    var component = new LinkedHashMap<String, Object>();
    component.put("use", part.plan);
    if (!part.needs.isEmpty()) {
      component.put("needs", part.needs);
    }
    component.put("with", with);
    return component;
  }

  private static Map<String, Object> outputs(Machinery machinery, List<Part> parts) {
    var all = new LinkedHashMap<String, Object>();
    if (machinery.master()) {
      all.put("master-address", "${master.members[0].facts.address}");
    }
    if (machinery.storage()) {
      all.put("storage-address", "${storage.members[0].facts.address}");
    }
    for (var part : parts) {
      for (var output : part.outputs) {
        all.put(
            part.component + "-" + output,
            "${%s.%s}".formatted(part.component.replace('-', '_'), output.replace('-', '_')));
      }
    }
    return all;
  }

  private static String yaml(Map<String, Object> plan) {
    try {
      return YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build()
          .writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
