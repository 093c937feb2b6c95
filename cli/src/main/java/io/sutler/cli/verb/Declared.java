package io.sutler.cli.verb;

import io.sutler.cli.print.Data;
import io.sutler.cli.print.Yaml;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads deployments from files, directories and standard input; all are checked before any is sent.
 */
final class Declared {
  private static final int LONGEST = 4 * 1024;

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("plan", "plan"),
          Map.entry("region", "region"),
          Map.entry("params", "params"),
          Map.entry("expires", "expires"),
          Map.entry("title", "displayName"),
          Map.entry("displayName", "displayName"),
          Map.entry("stop_after", "stopAfter"),
          Map.entry("stopAfter", "stopAfter"),
          Map.entry("adopt", "adopt"),
          Map.entry("schedules", "schedules"));

  private Declared() {}

  /**
   * @param offers regions, and what machines are made of in them
   * @param deployments providers before those bound to them
   */
  record All(List<DeclaredOffer> offers, List<Wanted> deployments) {}

  /** All that is declared in these files and directories. */
  static All all(Terminal terminal, List<String> files) {
    var all = new ArrayList<Wanted>();
    var offers = new ArrayList<DeclaredOffer>();
    for (var typed : files) {
      if (typed.equals("-")) {
        documents("standard input", terminal.path("."), input(terminal), all, offers);
        continue;
      }
      for (var file : expand(terminal, typed)) {
        documents(
            file.toString(), file.resolveSibling("."), TextFile.read(file, LONGEST), all, offers);
      }
    }
    var names = new HashSet<String>();
    for (var one : all) {
      if (!names.add(one.project().orElse("") + "/" + one.name())) {
        throw Mishap.usage(
            one.source() + ": " + one.name() + " is declared twice", "keep one of the two");
      }
    }
    if (all.isEmpty() && offers.isEmpty() && !files.isEmpty()) {
      throw Mishap.usage(
          "no deployment is declared in " + String.join(", ", files),
          "a deployment begins with: kind: Deployment");
    }
    return new All(DeclaredOffer.ordered(offers), ordered(all));
  }

  private static List<Path> expand(Terminal terminal, String typed) {
    var path = terminal.path(typed);
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    if (Files.exists(path.resolve("plan.yaml"))) {
      throw Mishap.usage(
          typed + " holds a plan, not deployments", "publish it: sutler catalog publish " + typed);
    }
    try (var files = Files.list(path)) {
      return files
          .filter(f -> f.toString().matches(".*\\.(ya?ml|json)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Mishap.usage(typed + " cannot be read: " + e.getMessage());
    }
  }

  private static String input(Terminal terminal) {
    try {
      return new String(terminal.in().readNBytes(LONGEST * 1024), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Mishap.usage("standard input cannot be read: " + e.getMessage());
    }
  }

  private static void documents(
      String source, Path folder, String text, List<Wanted> all, List<DeclaredOffer> offers) {
    for (var document : Yaml.documents(source, text)) {
      var kind = String.valueOf(document.get("kind"));
      if (DeclaredOffer.isOne(kind)) {
        offers.add(DeclaredOffer.of(source, folder, kind, document));
      } else {
        all.add(one(source, document));
      }
    }
  }

  private static Wanted one(String source, Map<?, ?> document) {
    var kind = String.valueOf(document.get("kind"));
    if (!kind.equals("Deployment")) {
      throw kind.equals("Plan")
          ? Mishap.usage(
              source + " is a plan, not a deployment",
              "publish its directory: sutler catalog publish DIRECTORY")
          : Mishap.usage(
              source + ": kind is '" + kind + "', not Deployment",
              "begin it with: kind: Deployment, or Region, Flavor, Image, KeyPair");
    }
    var body = Data.object();
    Optional<String> project = Optional.empty();
    for (var entry : document.entrySet()) {
      var key = String.valueOf(entry.getKey());
      if (key.equals("project")) {
        project = Optional.of(String.valueOf(entry.getValue()));
      } else if (FIELDS.containsKey(key)) {
        body.set(FIELDS.get(key), Data.ofData(entry.getValue()));
      } else if (!key.equals("kind")) {
        throw Mishap.usage(
            source + ": a deployment has no field '" + key + "'",
            "it has: kind, name, project, plan, region, params, expires, title, stop_after, adopt, schedules");
      }
    }
    for (var field : List.of("name", "plan")) {
      if (!body.path(field).isTextual()) {
        throw Mishap.usage(
            source + ": " + field + " is missing or is no text",
            "example: " + field + ": " + (field.equals("name") ? "orders-db" : "postgresql@1"));
      }
    }
    return new Wanted(source, project, body.path("name").asText(), body);
  }

  private static List<Wanted> ordered(List<Wanted> all) {
    var byName = new LinkedHashMap<String, Wanted>();
    all.forEach(w -> byName.put(w.name(), w));
    var order = new ArrayList<Wanted>();
    var seen = new HashSet<Wanted>();
    all.forEach(w -> visit(w, byName, seen, order));
    return order;
  }

  private static void visit(
      Wanted one, Map<String, Wanted> byName, Set<Wanted> seen, List<Wanted> order) {
    if (!seen.add(one)) {
      return;
    }
    for (var param : one.body().path("params")) {
      var from = param.path("from").asText("");
      var provider = byName.get(from.contains("/") ? from.substring(0, from.indexOf('/')) : from);
      if (provider != null) {
        visit(provider, byName, seen, order);
      }
    }
    order.add(one);
  }
}
