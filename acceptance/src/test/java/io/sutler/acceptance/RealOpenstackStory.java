package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
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
  private ServerProcess server;
  private CuttingProxy proxy;
  private RealOpenstack cloud;

  @BeforeEach
  void start() throws Exception {
    cloud = new RealOpenstack(Path.of(System.getProperty("sutler.real.openstack", "")));
    cloud.sweep();
    cloud.computeQuota(50);
    cloud.floatingQuota(50);
    proxy = new CuttingProxy();
    server = ServerProcess.on(home.resolve("data"));
    put(
        "/regions/os",
        Map.of("kind", "openstack", "drained", false, "maxParallel", 8, "settings", settings()));
    credentials(password("sutler"));
    for (var flavor : List.of("tiny", "huge")) {
      put("/flavors/" + flavor, Map.of("cpus", 1, "memoryBytes", 1 << 26));
    }
    put("/images/stable", Map.of("nativeId", "debian-12", "login", "debian"));
    LedgerPlan.publish(server.api(), home.resolve("plan"), PLAN, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    proxy.close();
    cloud.sweep();
  }

  private Map<String, Object> settings() {
    return Map.of(
        "auth_url",
        cloud.authUrl(),
        "network",
        "private",
        "pool",
        "public",
        "page",
        10,
        "timeout",
        60);
  }

  private void put(String path, Object body) {
    var answer = server.api().call("PUT", path, body);
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  private void credentials(Map<String, String> values) {
    var all = new HashMap<>(values);
    all.put("http_proxy", proxy.address());
    put("/regions/os/credentials", Map.of("values", all));
  }

  /** As files of old had it. */
  private Map<String, String> password(String user) {
    return Map.of(
        "OS_USERNAME",
        user,
        "OS_PASSWORD",
        cloud.password(),
        "OS_TENANT_NAME",
        "demo",
        "OS_REGION_NAME",
        "RegionOne",
        "NOVA_VERSION",
        "2",
        "PYTHONWARNINGS",
        "ignore");
  }

  private Map<String, String> application(Map<String, String> credential) {
    var document =
        """
        clouds:
          lab:
            auth_type: v3applicationcredential
            auth:
              auth_url: %s
              application_credential_id: %s
              application_credential_secret: %s
            region_name: RegionOne
            interface: public
        """
            .formatted(cloud.authUrl(), of(credential, "id"), of(credential, "secret"));
    return Map.of("clouds.yaml", document);
  }

  private static String of(Map<String, String> all, String name) {
    return all.getOrDefault(name, "");
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(300));
  }

  private Api.Answer install(String name, Map<String, Object> params) {
    var body = Map.of("name", name, "plan", "fields", "region", "os", "params", params);
    var accepted = server.api().call("POST", "/projects/demo/deployments", body);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return accepted;
  }

  private void reached(Api.Answer accepted) {
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    var path = "/projects/demo/commands/" + accepted.text("/id");
    await("the level is reached").until(() -> server.api().get(path).body().has("endedAt"));
    assertThat(server.api().get(path).text("/state")).isEqualTo("reached");
  }

  private JsonNode deployment(String name) {
    return server.api().get(Api.deployment(name)).body();
  }

  private JsonNode failure(String name) {
    return deployment(name).at("/observed/components/0/failure");
  }

  private void fails(String name, String code) {
    await(name + " fails")
        .untilAsserted(() ->
            assertThat(deployment(name).at("/observed/components").toString())
                .contains("\"code\":\"" + code + "\""));
  }

  private boolean isQuietlyUp(String name, int count) {
    var members = deployment(name).at("/observed/members");
    return members.size() == count
        && StreamSupport.stream(members.spliterator(), false)
            .allMatch(m -> m.path("state").asText().equals("up"))
        && server.api().isQuiet();
  }

  /** Two looks at the whole cloud: on a busy machine that takes longer than one request may. */
  private List<JsonNode> ghosts() {
    var answer =
        await("ghosts are listed")
            .until(() -> server.api().tried("GET", "/ghosts", "", "ghosts"), Optional::isPresent)
            .orElseThrow();
    return StreamSupport.stream(answer.body().path("items").spliterator(), false).toList();
  }

  @Test
  void twenty_machines_stand_whatever_happens_to_them_and_to_the_cloud() throws Exception {
    cloud.computeQuota(12);
    proxy.lose("POST /v2.1/servers", 0, 3);
    var accepted = install("fields", Map.of("count", 20));
    await("some are made").until(() -> cloud.servers().size() >= 4);

    cloud.nova("stop");
    int before = proxy.undelivered();
    await("Sutler misses the API").until(() -> proxy.undelivered() > before + 1);
    cloud.nova("start");

    fails("fields", "quota-exceeded");
    assertThat(failure("fields").path("blame").asText()).isEqualToIgnoringCase("capacity");
    cloud.computeQuota(50);
    reached(accepted);
    assertThat(proxy.left()).as("replies still to be lost").isZero();

    var mark = server.installation();
    var made = cloud.marked(mark);
    assertThat(made).hasSize(20);
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(20);
    for (var kind : List.of("ports", "floatingips")) {
      assertThat(cloud.things(kind, mark)).as(kind).isEqualTo(20);
    }
    assertThat(cloud.things("security-groups", mark)).isEqualTo(1);
    assertThat(cloud.things("keys", mark)).isEqualTo(1);
    assertThat(deployment("fields").at("/outputs/addresses/value"))
        .hasSize(20)
        .allMatch(address -> address.asText().startsWith("203.0.113."));

    cloud.destroy(of(made, "fields-node-3"));
    cloud.fail(of(made, "fields-node-7"));
    await("both are made anew")
        .until(() ->
            cloud.count("ACTIVE", mark) == 20
                && cloud.marked(mark).size() == 20
                && !of(cloud.marked(mark), "fields-node-7").equals(of(made, "fields-node-7"))
                && isQuietlyUp("fields", 20));
    var now = cloud.marked(mark);
    made.forEach((name, id) -> {
      if (!List.of("fields-node-3", "fields-node-7").contains(name)) {
        assertThat(now).containsEntry(name, id);
      }
    });

    ghostsAreThoseThatCarryOurMarkAndNobodyDeclared(now);
    revokedCredentialsAreNamedAndMended(now);

    reached(server.api().call("DELETE", Api.deployment("fields"), ""));
    assertThat(cloud.servers())
        .extracting(s -> s.path("name").asText())
        .containsExactly("fields-node-0");
    for (var kind : List.of("ports", "floatingips", "security-groups", "keys")) {
      assertThat(cloud.things(kind, mark)).as(kind).isZero();
    }
    assertThat(ghosts()).isEmpty();
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
    var deployment = deployment("fields").at("/metadata/id").asText();
    assertThat(mark).contains(deployment);
    var orphan = cloud.foreign("orphan", Map.of("sutler", mark.replace(deployment, "long-gone")));
    await("the orphan is listed").until(() -> !ghosts().isEmpty());
    assertThat(ghosts())
        .singleElement()
        .satisfies(ghost -> {
          assertThat(ghost.path("handle").asText()).isEqualTo(orphan);
          assertThat(ghost.path("kind").asText()).isEqualTo("machine");
          assertThat(ghost.path("region").asText()).isEqualTo("os");
          assertThat(ghost.path("since").asText()).as("since when it is there").endsWith("Z");
          assertThat(ghost.path("removedAt").isMissingNode()).as("nobody said a policy").isTrue();
        });
    var removed =
        server.api().call("DELETE", "/ghosts/" + ghosts().getFirst().path("id").asText(), "");
    assertThat(removed.status()).as("%s", removed.body()).isEqualTo(204);
    await("it is gone")
        .until(() -> cloud.servers().stream().noneMatch(s -> s.path("id").asText().equals(orphan)));
    assertThat(ghosts()).isEmpty();
  }

  private void revokedCredentialsAreNamedAndMended(Map<String, String> ours) throws Exception {
    var credential = cloud.applicationCredential();
    credentials(application(credential));
    await("it works with an application credential")
        .until(() -> finding("credentials").path("answer").asText().contains("application"));
    cloud.revoke(of(credential, "id"));
    cloud.destroy(of(ours, "fields-node-5"));
    assertThat(finding("credentials").path("good").asBoolean()).isFalse();
    assertThat(finding("credentials").path("answer").asText()).contains("refuses its credentials");
    credentials(password("sutler"));
    await("what was lost meanwhile is there again")
        .until(
            () -> cloud.count("ACTIVE", server.installation()) == 20 && isQuietlyUp("fields", 20));
  }

  private JsonNode finding(String question) {
    var findings = server.api().get("/regions/os/check").body().path("items");
    return StreamSupport.stream(findings.spliterator(), false)
        .filter(f -> f.path("question").asText().equals(question))
        .findFirst()
        .orElseGet(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance::objectNode);
  }

  @Test
  void what_has_no_room_waits_and_what_is_to_rest_rests() throws Exception {
    var settings = Map.of("anti_affinity", "soft", "open_ports", List.of("22", "8000-8010"));
    var params = Map.<String, Object>of("count", 2, "flavor", "huge", "settings", settings);
    install("dream", params);
    fails("dream", "no-capacity");
    assertThat(failure("dream").path("message").asText()).contains("No valid host");
    var smaller = Map.of("params", Map.of("flavor", "tiny"));
    reached(server.api().call("PATCH", Api.deployment("dream"), smaller));
    var mark = server.installation();
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(2);
    assertThat(cloud.things("server-groups", mark)).isEqualTo(1);

    reached(server.api().call("POST", Api.deployment("dream") + ":stop", Map.of()));
    assertThat(cloud.count("SHUTOFF", mark)).isEqualTo(2);
    reached(server.api().call("POST", Api.deployment("dream") + ":start", Map.of()));
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(2);

    cloud.floatingQuota(2);
    var more =
        server.api().call("PATCH", Api.deployment("dream"), Map.of("params", Map.of("count", 3)));
    fails("dream", "quota-exceeded");
    cloud.floatingQuota(50);
    reached(more);

    reached(server.api().call("DELETE", Api.deployment("dream"), ""));
    assertThat(cloud.servers()).isEmpty();
    assertThat(cloud.things("server-groups", mark)).isZero();
  }

  @Test
  void a_check_answers_each_question_on_its_own() throws Exception {
    var findings = server.api().get("/regions/os/check").body().path("items");
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
    assertThat(finding("quota").path("answer").asText()).contains("machines 0 of 50 used, 50 free");
    assertThat(finding("flavors").path("answer").asText()).contains("tiny (1 processors, 64 MiB)");

    cloud.computeQuota(0);
    assertThat(finding("quota").path("good").asBoolean()).isFalse();
    credentials(password("reader"));
    assertThat(finding("rights").path("answer").asText()).contains("it may only look");
    var wrong = new HashMap<>(password("sutler"));
    wrong.put("OS_PASSWORD", "not this one");
    credentials(wrong);
    assertThat(finding("credentials").path("good").asBoolean()).isFalse();
    assertThat(finding("credentials").toString()).doesNotContain("not this one");
    credentials(Map.of());
    assertThat(finding("credentials").path("answer").asText()).contains("they do not say");
  }
}
