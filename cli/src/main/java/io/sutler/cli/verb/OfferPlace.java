package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** For whom and where a flavor or image is meant. */
public final class OfferPlace {
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "in this one alone; in every one unless said")
  Optional<String> region = Optional.empty();

  @Option(
      names = "--native",
      paramLabel = "ID",
      description = "the region's own name or id; the same name unless said")
  Optional<String> nativeId = Optional.empty();

  @Option(
      names = "--in",
      paramLabel = "REGION=ID",
      description = "its own name or id in that region, beside the one of all others")
  List<String> in = List.of();

  @Option(names = "--global", description = "for every project (admins)")
  boolean global;

  void into(ObjectNode body) {
    region.ifPresent(r -> body.put("region", r));
    nativeId.ifPresent(id -> body.put("nativeId", id));
  }

  /** What is to be sent: the one of all regions, or of one, and those of each --in. */
  List<ObjectNode> bodies(ObjectNode body) {
    into(body);
    var all = new ArrayList<>(List.of(body));
    for (var one : in) {
      int at = one.indexOf('=');
      if (at < 1 || at == one.length() - 1) {
        throw Mishap.usage("--in " + one + " has no REGION=ID", "example: --in lab=m1.small");
      }
      all.add(
          body.deepCopy()
              .put("region", one.substring(0, at))
              .put("nativeId", one.substring(at + 1)));
    }
    return all;
  }

  private String path(Session session, String path) {
    return global ? path : session.inProject(path);
  }

  /** Sends all of them; the answer to the first. */
  JsonNode put(Session session, String path, ObjectNode body) {
    var all = bodies(body);
    var first = session.client().put(path(session, path), all.getFirst());
    all.stream().skip(1).forEach(other -> session.client().put(path(session, path), other));
    return first;
  }

  /** Removes it there. */
  void remove(Session session, String all, String name) {
    if (!global && isEverybodys(session, all, name)) {
      throw Mishap.usage(name + " is one of every project", "if it is meant, say --global");
    }
    session.client().delete(path(session, all + "/" + Client.segment(name)) + query());
  }

  private boolean isEverybodys(Session session, String all, String name) {
    for (var item : session.client().list(session.inProject(all)).path("items")) {
      if (item.path("name").asText().equals(name)
          && item.path("region").asText("").equals(region.orElse(""))) {
        return !item.has("project");
      }
    }
    return false;
  }

  private String query() {
    return region.map(r -> "?region=" + Client.segment(r)).orElse("");
  }
}
