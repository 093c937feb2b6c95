package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.nio.file.Files;
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
      Map.of(
          "Region", "/regions/", "Flavor", "/flavors/", "Image", "/images/", "KeyPair", "/keys/");

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
    return new DeclaredOffer(
        source,
        kind,
        name,
        Optional.ofNullable(said.get("project")).map(String::valueOf),
        Boolean.TRUE.equals(said.get("global")),
        bodies(source, folder, kind, said));
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
    if (said.get("in") instanceof Map<?, ?> in) {
      in.forEach((region, id) ->
          all.add(
              body.deepCopy()
                  .put("region", String.valueOf(region))
                  .put("nativeId", String.valueOf(id))));
    }
    return all;
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
    body.put("drained", Boolean.TRUE.equals(said.get("drained")));
    var settings = body.putObject("settings");
    if (said.get("settings") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> settings.set(String.valueOf(name), Data.ofData(value)));
    }
    into(settings, "env", Optional.ofNullable(said.get("env")));
    if (said.get("inventory") instanceof String file) {
      try {
        settings
            .putObject("inventory")
            .put("name", file)
            .put("text", Files.readString(folder.resolve(file)));
      } catch (IOException e) {
        throw Mishap.usage(
            "%s: inventory %s cannot be read as text: %s".formatted(source, file, e.getMessage()));
      }
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

  /** Makes it so. */
  void send(Session session) {
    var path = PATHS.getOrDefault(kind, "") + Client.segment(name);
    boolean everybodys = global && !kind.equals("KeyPair");
    for (var body : bodies) {
      session.client().put(everybodys ? path : session.inProject(path), body);
    }
    session.say(lower(kind) + " " + name + " is set");
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
