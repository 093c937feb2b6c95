package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the cloud's own ids by its names or ids. */
record Names(Session session, String region) {
  private static final int SHOWN = 20;

  String flavor(String wanted) throws CloudTrouble, InterruptedException {
    var had = cached("flavor", wanted);
    return had.isPresent()
        ? had.get()
        : known("flavor", wanted, session.list(Service.COMPUTE, "/flavors", "flavors"));
  }

  String image(String wanted) throws CloudTrouble, InterruptedException {
    var had = cached("image", wanted);
    return had.isPresent()
        ? had.get()
        : known("image", wanted, session.list(Service.IMAGE, "/images?status=active", "images"));
  }

  /**
   * @param wanted empty for the project's only one
   */
  String network(Optional<String> wanted) throws CloudTrouble, InterruptedException {
    if (wanted.isPresent()) {
      var had = cached("network", wanted.get());
      return had.isPresent() ? had.get() : known("network", wanted.get(), networks(_ -> true));
    }
    var had = cached("network", "");
    if (had.isPresent()) {
      return had.get();
    }
    var own = networks(n -> !n.path("router:external").asBoolean());
    if (own.size() != 1) {
      throw new CloudTrouble(
          Blame.USER,
          "no-such-network",
          own.isEmpty()
              ? "the project of region %s has no network: have one made, and name it in the setting 'network'"
                  .formatted(region)
              : "the project of region %s has several networks: name one of %s in the setting 'network'"
                  .formatted(region, names(own)));
    }
    return remembered("network", "", own.getFirst().path("id").asText());
  }

  String pool(String wanted) throws CloudTrouble, InterruptedException {
    var had = cached("pool", wanted);
    return had.isPresent()
        ? had.get()
        : known("pool", wanted, networks(n -> n.path("router:external").asBoolean()));
  }

  String securityGroup(String wanted) throws CloudTrouble, InterruptedException {
    var had = cached("security group", wanted);
    return had.isPresent()
        ? had.get()
        : known(
            "security group",
            wanted,
            session.list(
                Service.NETWORK,
                "/security-groups?project_id=" + session.token().project(),
                "security_groups"));
  }

  List<JsonNode> networks(Predicate<JsonNode> which) throws CloudTrouble, InterruptedException {
    return session.list(Service.NETWORK, "/networks", "networks").stream().filter(which).toList();
  }

  private Optional<String> cached(String kind, String wanted) {
    return Optional.ofNullable(session.names().get(kind + "\n" + wanted));
  }

  private String remembered(String kind, String wanted, String id) {
    session.names().put(kind + "\n" + wanted, id);
    return id;
  }

  private String known(String kind, String wanted, List<JsonNode> all) throws CloudTrouble {
    var found =
        all.stream().filter(one -> one.path("id").asText().equals(wanted)).findFirst().stream()
            .toList();
    if (found.isEmpty()) {
      found = all.stream().filter(one -> one.path("name").asText().equals(wanted)).toList();
    }
    if (found.size() == 1) {
      return remembered(kind, wanted, found.getFirst().path("id").asText());
    }
    throw new CloudTrouble(
        Blame.USER,
        "no-such-" + kind.replace(' ', '-'),
        found.isEmpty()
            ? "the cloud of region %s has no %s '%s': there are %s"
                .formatted(region, kind, wanted, names(all))
            : "the cloud of region %s has %d of %s '%s': name the one that is meant by its id"
                .formatted(region, found.size(), kind, wanted));
  }

  /** Some of them, as people call them. */
  static String names(List<JsonNode> all) {
    var names = new TreeSet<String>();
    all.forEach(one -> names.add(one.path("name").asText()));
    var shown = String.join(", ", names.stream().limit(SHOWN).toList());
    return names.isEmpty() ? "none" : names.size() > SHOWN ? shown + ", ..." : shown;
  }

  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
