package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A region, flavor, image or key pair as a file declares it.
 *
 * @param source file and number of the document
 * @param project empty for the one meant by the command
 * @param global of every project
 * @param bodies as the API takes them: one for each region that has a name of its own for it
 */
record DeclaredOffer(
    String source,
    String kind,
    String name,
    Optional<String> project,
    boolean global,
    List<ObjectNode> bodies) {
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "Region",
          List.of("cloud", "place", "settings", "secret", "drained", "at_once", "env", "inventory"),
          "Flavor",
          List.of("region", "native", "cpus", "memory", "disk", "hourly", "in"),
          "Image",
          List.of("region", "native", "login", "in"),
          "KeyPair",
          List.of("public_key"));

  private static final Map<String, String> PATHS =
      Map.of("Region", "/regions", "Flavor", "/flavors", "Image", "/images", "KeyPair", "/keys");

  static boolean isOne(String kind) {
    return FIELDS.containsKey(kind);
  }

  /** Reads one; its fields are checked, its values are the server's to check. */
  static DeclaredOffer of(String source, Path folder, String kind, Map<?, ?> document) {
    var fields = FIELDS.getOrDefault(kind, List.of());
    var said = new LinkedHashMap<String, Object>();
    for (var entry : document.entrySet()) {
      var key = String.valueOf(entry.getKey());
      boolean known =
          fields.contains(key) || List.of("kind", "name", "project", "global").contains(key);
      if (!known) {
        throw Mishap.usage(
            "%s: a %s has no field '%s'".formatted(source, lower(kind), key),
            "it has: kind, name, project, global, " + String.join(", ", fields));
      }
      said.put(key, entry.getValue());
    }
    if (!(said.get("name") instanceof String name)) {
      throw Mishap.usage(source + ": name is missing or is no text");
    }
    boolean global = flag(source, said, "global");
    if (global && kind.equals("KeyPair")) {
      throw Mishap.usage(
          source + ": key pair " + name + " cannot be global", "keys are a project's own");
    }
    return new DeclaredOffer(
        source,
        kind,
        name,
        Optional.ofNullable(said.get("project")).map(String::valueOf),
        global,
        bodies(source, folder, kind, said));
  }

  private static boolean flag(String source, Map<String, Object> said, String field) {
    return typed(source, said, field, Boolean.class, "true or false").orElse(false);
  }

  private static <T> Optional<T> typed(
      String source, Map<String, Object> said, String field, Class<T> type, String rule) {
    var value = said.get(field);
    if (value != null && !type.isInstance(value)) {
      throw Mishap.usage("%s: %s is not %s".formatted(source, field, rule));
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static String lower(String kind) {
    return kind.equals("KeyPair") ? "key pair" : kind.toLowerCase(Locale.ROOT);
  }

  private static List<ObjectNode> bodies(
      String source, Path folder, String kind, Map<String, Object> said) {
    var body = Data.object();
    switch (kind) {
      case "Region" -> region(source, folder, said, body);
      case "Flavor" -> {
        into(body, "cpus", number(source, said, "cpus"));
        into(body, "memoryBytes", bytes(source, said, "memory"));
        into(body, "diskBytes", bytes(source, said, "disk"));
        into(body, "hourly", number(source, said, "hourly"));
      }
      case "Image" -> into(body, "login", Optional.ofNullable(said.get("login")));
      default -> into(body, "publicKey", Optional.ofNullable(said.get("public_key")));
    }
    into(body, "region", Optional.ofNullable(kind.equals("Region") ? null : said.get("region")));
    into(body, "nativeId", Optional.ofNullable(said.get("native")));
    var all = new ArrayList<>(List.of(body));
    typed(source, said, "in", Map.class, "a map of regions, as { west: m1.small }")
        .ifPresent(in -> each(in, body, all));
    return all;
  }

  private static void each(Map<?, ?> in, ObjectNode body, List<ObjectNode> all) {
    in.forEach((region, id) ->
        all.add(
            body.deepCopy()
                .put("region", String.valueOf(region))
                .put("nativeId", String.valueOf(id))));
  }

  private static void region(
      String source, Path folder, Map<String, Object> said, ObjectNode body) {
    into(body, "kind", Optional.ofNullable(said.get("cloud")));
    if (!body.has("kind")) {
      throw Mishap.usage(
          source + ": cloud is missing", "it is local, container, hosts, openstack, ...");
    }
    into(body, "place", Optional.ofNullable(said.get("place")));
    into(body, "secret", Optional.ofNullable(said.get("secret")));
    into(body, "maxParallel", Optional.ofNullable(said.get("at_once")));
    body.put("drained", flag(source, said, "drained"));
    var settings = body.putObject("settings");
    typed(source, said, "settings", Map.class, "a map of settings")
        .ifPresent(map -> settings.setAll((ObjectNode) Data.ofData(map)));
    into(settings, "env", Optional.ofNullable(said.get("env")));
    typed(source, said, "inventory", String.class, "the name of a file")
        .ifPresent(file -> inventory(source, folder, file, settings));
  }

  private static void inventory(String source, Path folder, String file, ObjectNode settings) {
    try {
      settings
          .putObject("inventory")
          .put("name", file)
          .put("text", TextFile.read(folder.resolve(file).normalize(), HostsOptions.LONGEST));
    } catch (Mishap e) {
      throw Mishap.usage(source + ": inventory: " + e.sentence());
    }
  }

  private static void into(ObjectNode body, String field, Optional<?> value) {
    value.ifPresent(v -> body.set(field, Data.ofData(v)));
  }

  private static Optional<Object> number(String source, Map<String, Object> said, String field) {
    var value = said.get(field);
    if (value != null && !(value instanceof Number)) {
      throw Mishap.usage(source + ": " + field + " is no number");
    }
    return Optional.ofNullable(value);
  }

  private static Optional<Object> bytes(String source, Map<String, Object> said, String field) {
    return Optional.ofNullable(said.get(field))
        .map(size -> {
          if (!String.valueOf(size).matches("[0-9]{1,6}(B|KiB|MiB|GiB|TiB)")) {
            throw Mishap.usage(source + ": " + field + " is no size", "write one like 4GiB");
          }
          return Quotas.bytes(String.valueOf(size));
        });
  }

  /** Makes it so, where it is not. */
  void send(Session session) {
    var due = due(session);
    var path = path(session) + "/" + Client.segment(name);
    due.forEach(body -> session.client().put(path, body));
    session.print(
        told(due),
        "name",
        () -> List.of(what() + (due.isEmpty() ? ": as declared, nothing to do" : " is set")));
  }

  /** Says what it would do; whether anything differs. */
  boolean show(Session session) {
    var due = due(session);
    session.print(
        told(due),
        "name",
        () -> List.of(due.isEmpty() ? "  %s: nothing differs".formatted(what()) : "  ~ " + what()));
    return !due.isEmpty();
  }

  private ObjectNode told(List<ObjectNode> due) {
    return Data.object().put("kind", kind).put("name", name).put("differs", !due.isEmpty());
  }

  private String what() {
    return lower(kind) + " " + name;
  }

  private String path(Session session) {
    var path = PATHS.getOrDefault(kind, "");
    return global ? path : session.inProject(path);
  }

  /** What has to be sent: what differs from what is there. */
  private List<ObjectNode> due(Session session) {
    var there = new OffersThere(session.client().list(path(session)), global);
    return bodies.stream().filter(body -> !there.has(kind, name, body)).toList();
  }

  /** Regions first: what is offered in them comes after. */
  static List<DeclaredOffer> ordered(List<DeclaredOffer> all) {
    var names = new TreeSet<String>();
    for (var one : all) {
      if (!names.add(one.kind() + one.global() + one.project().orElse("") + "/" + one.name())) {
        throw Mishap.usage(
            "%s: %s %s is declared twice".formatted(one.source(), lower(one.kind()), one.name()),
            "keep one of the two");
      }
    }
    return all.stream()
        .sorted(java.util.Comparator.comparing(o -> o.kind().equals("Region") ? 0 : 1))
        .toList();
  }
}
