package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Machines on a real OpenStack control plane, with all that goes wrong there. */
@EnabledIfSystemProperty(
    named = "sutler.real.openstack",
    matches = "/.+",
    disabledReason = "no OpenStack: run acceptance/real.sh as root where apt is")
class RealOpenstackStory {
  private static final String PLAN =
      """
      kind: Plan
      name: fields
      version: 1.0.0
      parameters:
        count: { type: integer, minimum: 0, maximum: 100 }
        flavor: { type: string, default: tiny }
        settings: { type: object, default: {} }
      secrets: { ssh: { type: ssh_key } }
      components:
        node:
          driver: servers
          with:
            count: "${params.count}"
            flavor: "${params.flavor}"
            image: stable
            key: "${secrets.ssh}"
            reach: none
            settings: "${params.settings}"
          outputs: { addresses: { type: setting } }
      outputs: { addresses: "${node.addresses}" }
      """;

  @TempDir Path home;
  private OpenstackHouse house;
  private RealOpenstack cloud;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    house = OpenstackHouse.in(home, PLAN);
    cloud = house.cloud();
    api = house.api();
  }

  @AfterEach
  void stop() throws Exception {
    house.end();
  }

  private static String of(Map<String, String> all, String name) {
    return all.getOrDefault(name, "");
  }

  @Test
  void twenty_machines_stand_whatever_happens_to_them_and_to_the_cloud() throws Exception {
    cloud.computeQuota(12);
    house.proxy().lose("POST /v2.1/servers", 0, 3);
    var accepted = api.order("fields", "fields", "os", Map.of("count", 20));
    OpenstackHouse.await("some are made").until(() -> cloud.servers().size() >= 4);

    cloud.nova("stop");
    int before = house.proxy().undelivered();
    OpenstackHouse.await("Sutler misses the API")
        .until(() -> house.proxy().undelivered() > before + 1);
    cloud.nova("start");

    house.fails("fields", "quota-exceeded");
    assertThat(house.failure("fields").path("blame").asText()).isEqualToIgnoringCase("capacity");
    cloud.computeQuota(50);
    api.reached(accepted);
    assertThat(house.proxy().left()).as("replies still to be lost").isZero();

    var mark = house.server().installation();
    var made = cloud.marked(mark);
    assertThat(made).hasSize(20);
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(20);
    for (var kind : List.of("ports", "floatingips")) {
      assertThat(cloud.things(kind, mark)).as(kind).isEqualTo(20);
    }
    assertThat(cloud.things("security-groups", mark)).isEqualTo(1);
    assertThat(cloud.things("keys", mark)).isEqualTo(1);
    assertThat(house.deployment("fields").at("/outputs/addresses/value"))
        .hasSize(20)
        .allMatch(address -> address.asText().startsWith("203.0.113."));

    cloud.destroy(of(made, "fields-node-3"));
    cloud.fail(of(made, "fields-node-7"));
    OpenstackHouse.await("both are made anew")
        .until(() ->
            cloud.count("ACTIVE", mark) == 20
                && cloud.marked(mark).size() == 20
                && !of(cloud.marked(mark), "fields-node-7").equals(of(made, "fields-node-7"))
                && house.isQuietlyUp("fields", 20));
    var now = cloud.marked(mark);
    made.forEach((name, id) -> {
      if (!List.of("fields-node-3", "fields-node-7").contains(name)) {
        assertThat(now).containsEntry(name, id);
      }
    });

    ghostsAreThoseThatCarryOurMarkAndNobodyDeclared(now);
    revokedCredentialsAreNamedAndMended(now);

    api.remove("fields", "");
    assertThat(cloud.servers())
        .extracting(s -> s.path("name").asText())
        .containsExactly("fields-node-0");
    for (var kind : List.of("ports", "floatingips", "security-groups", "keys")) {
      assertThat(cloud.things(kind, mark)).as(kind).isZero();
    }
    assertThat(house.ghosts()).isEmpty();
  }

  /** A foreign server bears the very name of one of ours, and stands to the end. */
  private void ghostsAreThoseThatCarryOurMarkAndNobodyDeclared(Map<String, String> ours)
      throws Exception {
    cloud.foreign("fields-node-0", Map.of("sutler", "not a mark"));
    var mark =
        cloud.servers().stream()
            .filter(s -> s.path("id").asText().equals(of(ours, "fields-node-1")))
            .map(s -> s.at("/metadata/sutler").asText())
            .findFirst()
            .orElseThrow();
    var deployment = house.deployment("fields").at("/metadata/id").asText();
    assertThat(mark).contains(deployment);
    var orphan = cloud.foreign("orphan", Map.of("sutler", mark.replace(deployment, "long-gone")));
    OpenstackHouse.await("the orphan is listed").until(() -> !house.ghosts().isEmpty());
    assertThat(house.ghosts())
        .singleElement()
        .satisfies(ghost -> {
          assertThat(ghost.path("handle").asText()).isEqualTo(orphan);
          assertThat(ghost.path("kind").asText()).isEqualTo("machine");
          assertThat(ghost.path("region").asText()).isEqualTo("os");
          assertThat(ghost.path("since").asText()).as("since when it is there").endsWith("Z");
          assertThat(ghost.path("removedAt").isMissingNode()).as("nobody said a policy").isTrue();
        });
    var removed =
        api.call("DELETE", "/ghosts/" + house.ghosts().getFirst().path("id").asText(), "");
    assertThat(removed.status()).as("%s", removed.body()).isEqualTo(204);
    OpenstackHouse.await("it is gone")
        .until(() -> cloud.servers().stream().noneMatch(s -> s.path("id").asText().equals(orphan)));
    assertThat(house.ghosts()).isEmpty();
  }

  private void revokedCredentialsAreNamedAndMended(Map<String, String> ours) throws Exception {
    var credential = cloud.applicationCredential();
    house.credentials(house.application(credential));
    OpenstackHouse.await("it works with an application credential")
        .until(() -> house.finding("credentials").path("answer").asText().contains("application"));
    cloud.revoke(of(credential, "id"));
    cloud.destroy(of(ours, "fields-node-5"));
    assertThat(house.finding("credentials").path("good").asBoolean()).isFalse();
    assertThat(house.finding("credentials").path("answer").asText())
        .contains("refuses its credentials");
    OpenstackHouse.await("the deployment says so")
        .until(() ->
            house
                .deployment("fields")
                .path("conditions")
                .toString()
                .matches(".*\"LookFailed\".*refuses its credentials.*"));
    house.credentials(house.password("sutler"));
    OpenstackHouse.await("what was lost meanwhile is there again")
        .until(() ->
            cloud.count("ACTIVE", house.server().installation()) == 20
                && house.isQuietlyUp("fields", 20));
  }

  @Test
  void what_has_no_room_waits_and_what_is_to_rest_rests() throws Exception {
    var settings = Map.of("anti_affinity", "soft", "open_ports", List.of("22", "8000-8010"));
    var params = Map.<String, Object>of("count", 2, "flavor", "huge", "settings", settings);
    api.order("dream", "fields", "os", params);
    house.fails("dream", "no-capacity");
    assertThat(house.failure("dream").path("message").asText()).contains("No valid host");
    var smaller = Map.<String, Object>of("flavor", "tiny");
    api.update("dream", smaller);
    var mark = house.server().installation();
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(2);
    assertThat(cloud.things("server-groups", mark)).isEqualTo(1);

    house.run("dream", "stop");
    assertThat(cloud.count("SHUTOFF", mark)).isEqualTo(2);
    house.run("dream", "start");
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(2);

    cloud.floatingQuota(2);
    var more = api.change("dream", Map.of("count", 3));
    house.fails("dream", "quota-exceeded");
    cloud.floatingQuota(50);
    api.reached(more);

    api.remove("dream", "");
    assertThat(cloud.servers()).isEmpty();
    assertThat(cloud.things("server-groups", mark)).isZero();
  }

  @Test
  void a_check_answers_each_question_on_its_own() throws Exception {
    var findings = api.get("/regions/os/check").body().path("items");
    assertThat(findings)
        .extracting(f -> f.path("question").asText())
        .contains(
            "reachable",
            "credentials",
            "rights",
            "quota",
            "network quota",
            "images",
            "flavors",
            "network",
            "pool",
            "volumes");
    assertThat(findings).allMatch(f -> f.path("good").asBoolean());
    assertThat(house.finding("quota").path("answer").asText())
        .contains("machines 0 of 50 used, 50 free");
    assertThat(house.finding("flavors").path("answer").asText())
        .contains("tiny (1 processors, 64 MiB)");

    cloud.computeQuota(0);
    assertThat(house.finding("quota").path("good").asBoolean()).isFalse();
    house.credentials(house.password("reader"));
    assertThat(house.finding("rights").path("answer").asText()).contains("it may only look");
    var wrong = new HashMap<>(house.password("sutler"));
    wrong.put("OS_PASSWORD", "not this one");
    house.credentials(wrong);
    assertThat(house.finding("credentials").path("good").asBoolean()).isFalse();
    assertThat(house.finding("credentials").toString()).doesNotContain("not this one");
    house.credentials(Map.of());
    assertThat(house.finding("credentials").path("answer").asText()).contains("they do not say");
  }
}
