package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Keystone gave for the credentials.
 *
 * @param text the token itself: never logged
 * @param said its project, roles and catalogue
 */
record Token(String text, Instant expires, JsonNode said) {
  String project() {
    return said.at("/project/id").asText();
  }

  String projectName() {
    return said.at("/project/name").asText();
  }

  String userName() {
    return said.at("/user/name").asText();
  }

  List<String> roles() {
    var roles = new TreeSet<String>();
    said.path("roles").forEach(role -> roles.add(role.path("name").asText()));
    return List.copyOf(roles);
  }

  /** Where a service is; empty where the catalogue has none of the kind. */
  Optional<String> endpoint(Service service, Credentials credentials, String region)
      throws CloudTrouble {
    Set<String> elsewhere = new LinkedHashSet<>();
    List<String> here = new ArrayList<>();
    for (var type : service.types()) {
      for (var entry : said.path("catalog")) {
        if (!entry.path("type").asText().equals(type)) {
          continue;
        }
        for (var endpoint : entry.path("endpoints")) {
          if (!endpoint.path("interface").asText().equals(credentials.interfaceName())) {
            continue;
          }
          var at = endpoint.path("region_id").asText(endpoint.path("region").asText());
          elsewhere.add(at);
          if (credentials.regionName().map(at::equals).orElse(true)) {
            here.add(service.at(endpoint.path("url").asText()));
          }
        }
      }
    }
    if (here.isEmpty() && !elsewhere.isEmpty()) {
      throw new CloudTrouble(
          Blame.USER,
          "no-such-region",
          "the cloud of region %s has no region '%s' of its own: there are %s; say it in region_name"
              .formatted(
                  region, credentials.regionName().orElse(""), String.join(", ", elsewhere)));
    }
    return here.stream().findFirst();
  }
}
