package io.sutler.acceptance;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A server with a region {@code os} on a swept OpenStack control plane, between which stands a
 * proxy that can lose things.
 *
 * @param turn at the control plane, which is swept and told quotas: others wait for it
 */
record OpenstackHouse(
    ServerProcess server, CuttingProxy proxy, RealOpenstack cloud, FileChannel turn) {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /**
   * @param plan the text of a plan that is published there
   */
  static OpenstackHouse in(Path home, String plan) throws Exception {
    var said = Path.of(System.getProperty("sutler.real.openstack", ""));
    var turn = FileChannel.open(said.resolveSibling("turn"), CREATE, WRITE);
    var held = turn.lock(); // until the channel is closed
    try {
      return in(home, plan, new RealOpenstack(said), turn);
    } catch (Exception | AssertionError e) {
      turn.close();
      throw e;
    }
  }

  private static OpenstackHouse in(Path home, String plan, RealOpenstack cloud, FileChannel turn)
      throws Exception {
    cloud.sweep();
    cloud.computeQuota(50);
    cloud.floatingQuota(50);
    cloud.volumeQuota(50);
    var house =
        new OpenstackHouse(ServerProcess.on(home.resolve("data")), new CuttingProxy(), cloud, turn);
    house.region();
    LedgerPlan.publish(house.api(), home.resolve("plan"), plan, Map.of());
    return house;
  }

  private void region() {
    var settings =
        Map.of(
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
    put(
        "/regions/os",
        Map.of("kind", "openstack", "drained", false, "maxParallel", 8, "settings", settings));
    credentials(password("sutler"));
    for (var flavor : List.of("tiny", "huge")) {
      put("/flavors/" + flavor, Map.of("cpus", 1, "memoryBytes", 1 << 26));
    }
    put("/images/stable", Map.of("nativeId", "debian-12", "login", "debian"));
  }

  Api api() {
    return server.api().patient(PATIENCE);
  }

  private void put(String path, Object body) {
    var answer = api().call("PUT", path, body);
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  void credentials(Map<String, String> values) {
    var all = new HashMap<>(values);
    all.put("http_proxy", proxy.address());
    put("/regions/os/credentials", Map.of("values", all));
  }

  /** As files of old had it. */
  Map<String, String> password(String user) {
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

  Map<String, String> application(Map<String, String> credential) {
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
            .formatted(
                cloud.authUrl(),
                credential.getOrDefault("id", ""),
                credential.getOrDefault("secret", ""));
    return Map.of("clouds.yaml", document);
  }

  static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(300));
  }

  JsonNode deployment(String name) {
    return api().get(Api.deployment(name)).body();
  }

  JsonNode failure(String name) {
    return deployment(name).at("/observed/components/0/failure");
  }

  void fails(String name, String code) {
    await(name + " fails")
        .untilAsserted(() ->
            assertThat(deployment(name).at("/observed/components").toString())
                .contains("\"code\":\"" + code + "\""));
  }

  boolean isQuietlyUp(String name, int count) {
    var members = api().members(name);
    return members.size() == count
        && members.stream().allMatch(m -> m.path("state").asText().equals("up"))
        && api().isQuiet();
  }

  /** Starts, stops or suspends it, to its end. */
  void run(String name, String verb) {
    api().reached(api().call("POST", Api.deployment(name) + ":" + verb, Map.of()));
  }

  /** Two looks at the whole cloud: on a busy machine that takes longer than one request may. */
  List<JsonNode> ghosts() {
    var answer =
        await("ghosts are listed")
            .until(() -> api().tried("GET", "/ghosts", "", "ghosts"), Optional::isPresent)
            .orElseThrow();
    return StreamSupport.stream(answer.body().path("items").spliterator(), false).toList();
  }

  /** What a check of the region answers to a question. */
  JsonNode finding(String question) {
    var findings = api().get("/regions/os/check").body().path("items");
    return StreamSupport.stream(findings.spliterator(), false)
        .filter(f -> f.path("question").asText().equals(question))
        .findFirst()
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** Ends it, and removes what is left in the cloud. */
  void end() throws IOException, InterruptedException {
    server.close();
    proxy.close();
    cloud.sweep();
    turn.close();
  }
}
