package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
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

  @Option(names = "--global", description = "for every project (admins)")
  boolean global;

  void into(ObjectNode body) {
    region.ifPresent(r -> body.put("region", r));
    nativeId.ifPresent(id -> body.put("nativeId", id));
  }

  String path(Session session, String path) {
    return global ? path : session.inProject(path);
  }

  String query() {
    return region.map(r -> "?region=" + Client.segment(r)).orElse("");
  }
}
