package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Disks on a real Cinder: made once, found again, handed on, kept and taken over. */
@EnabledIfSystemProperty(
    named = "sutler.real.openstack",
    matches = "/.+",
    disabledReason = "no OpenStack: run acceptance/real.sh as root where apt is")
class RealCinderStory {
  private static final String PLAN =
      """
      kind: Plan
      name: stores
      version: 1.0.0
      parameters:
        count: { type: integer, minimum: 0, maximum: 100 }
        size: { type: string, default: 1GiB }
        settings: { type: object, default: {} }
      secrets: { ssh: { type: ssh_key } }
      components:
        node:
          driver: servers
          holds_data: retain
          with:
            count: "${params.count}"
            flavor: tiny
            image: stable
            key: "${secrets.ssh}"
            reach: none
            disks: [{ name: data, size: "${params.size}", mount: /data }]
            settings: "${params.settings}"
          outputs: { addresses: { type: setting } }
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

  /** Servers by their volumes; empty for one that hangs on none. */
  private Map<String, String> attached() throws IOException, InterruptedException {
    var all = new TreeMap<String, String>();
    for (var volume : cloud.volumes()) {
      var at = volume.path("attachments").findValuesAsText("server_id");
      assertThat(at).as("%s", volume).hasSizeLessThan(2);
      all.put(volume.path("id").asText(), at.isEmpty() ? "" : at.getFirst());
    }
    return all;
  }

  private String server(String name) throws IOException, InterruptedException {
    return cloud.marked(house.server().installation()).getOrDefault(name, "");
  }

  private String volumeOf(String server) throws IOException, InterruptedException {
    var id = server(server);
    return attached().entrySet().stream()
        .filter(e -> e.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private void nothingIsLeft(String mark) throws Exception {
    assertThat(cloud.servers()).isEmpty();
    for (var kind : List.of("ports", "floatingips", "security-groups", "keys", "server-groups")) {
      assertThat(cloud.things(kind, mark)).as(kind).isZero();
    }
    assertThat(house.ghosts()).isEmpty();
  }

  @Test
  void disks_outlive_their_machines_and_are_kept_and_taken_over() throws Exception {
    var mark = house.server().installation();
    cloud.volumeQuota(1);
    house.proxy().lose("POST /v3/", 0, 1);
    var accepted = api.order("store", "stores", "os", Map.of("count", 2));
    house.fails("store", "quota-exceeded");
    assertThat(house.failure("store").path("blame").asText()).isEqualToIgnoringCase("capacity");
    cloud.volumeQuota(50);
    api.reached(accepted);
    assertThat(house.proxy().left()).as("replies still to be lost").isZero();
    var first = volumeOf("store-node-0");
    var second = volumeOf("store-node-1");
    assertThat(attached()).containsOnlyKeys(first, second);

    var twin = twinOf(first);
    cloud.destroy(server("store-node-0"));
    OpenstackHouse.await("its disk hangs on a new machine")
        .until(() -> house.isQuietlyUp("store", 2) && volumeOf("store-node-0").equals(first));
    var standing = server("store-node-1");
    onlyAGhost(twin);
    cloud.detach(standing, second);
    OpenstackHouse.await("the disk that was taken away is there again")
        .until(() -> house.isQuietlyUp("store", 2) && volumeOf("store-node-1").equals(second));
    assertThat(server("store-node-1")).isEqualTo(standing);

    api.update("store", Map.of("size", "2GiB"));
    assertThat(cloud.volumes()).allMatch(v -> v.path("size").asInt() == 2).hasSize(2);
    assertThat(volumeOf("store-node-0")).as("it stayed where it is").isEqualTo(first);
    var smaller = api.change("store", Map.of("size", "1GiB"));
    house.fails("store", "disk-would-shrink");
    assertThat(api.ended(smaller).text("/state")).isEqualTo("failed");
    api.update("store", Map.of("size", "2GiB"));

    house.run("store", "suspend");
    assertThat(cloud.count("SUSPENDED", mark)).isEqualTo(2);
    house.run("store", "stop");
    assertThat(cloud.count("SHUTOFF", mark)).isEqualTo(2);
    house.run("store", "suspend");
    house.run("store", "start");
    assertThat(cloud.count("ACTIVE", mark)).isEqualTo(2);
    assertThat(server("store-node-1")).isEqualTo(standing);

    api.update("store", Map.of("count", 1));
    assertThat(attached()).containsEntry(second, "").hasSize(2);
    api.update("store", Map.of("count", 2));
    assertThat(volumeOf("store-node-1")).isEqualTo(second);

    api.remove("store", "");
    nothingIsLeft(mark);
    assertThat(attached()).isEqualTo(Map.of(first, "", second, ""));
    var kept = kept();
    assertThat(kept.path("from").asText()).isEqualTo("store");
    assertThat(kept.path("bytes").asLong()).isEqualTo(4L << 30);

    api.adopt(
        "heir",
        "stores",
        "os",
        Map.of("count", 2, "size", "2GiB"),
        Map.of("node", kept.path("name").asText()));
    assertThat(volumeOf("heir-node-0")).isEqualTo(first);
    assertThat(volumeOf("heir-node-1")).isEqualTo(second);
    assertThat(kept().isMissingNode()).isTrue();

    api.remove("heir", "");
    var last = "/projects/demo/retained/" + kept().path("name").asText();
    assertThat(api.call("DELETE", last, "").status()).isEqualTo(204);
    OpenstackHouse.await("it is no longer listed").until(() -> kept().isMissingNode());
    assertThat(cloud.volumes()).as("it was seen gone").isEmpty();
    nothingIsLeft(mark);
  }

  /**
   * As a request makes it that is carried out late: of the same mark, empty, rather first by id.
   */
  private String twinOf(String volume) throws Exception {
    var metadata = cloud.volume(volume).path("metadata");
    var marks =
        Map.of(
            "sutler", metadata.path("sutler").asText(),
            "sutler.disk", metadata.path("sutler.disk").asText());
    var twin = cloud.foreignVolume(marks);
    for (int i = 0; i < 6 && twin.compareTo(volume) > 0; i++) {
      cloud.deleteVolume(twin);
      twin = cloud.foreignVolume(marks);
    }
    return twin;
  }

  /** It is on no machine, told to people, and goes when they say so. */
  private void onlyAGhost(String twin) throws Exception {
    assertThat(attached()).containsEntry(twin, "");
    assertThat(house.ghosts())
        .singleElement()
        .satisfies(ghost -> {
          assertThat(ghost.path("handle").asText()).isEqualTo("volume:" + twin);
          assertThat(ghost.path("kind").asText()).isEqualTo("spare disk");
          assertThat(ghost.path("data").asBoolean()).isTrue();
        });
    var removed =
        api.call("DELETE", "/ghosts/" + house.ghosts().getFirst().path("id").asText(), "");
    assertThat(removed.status()).as("%s", removed.body()).isEqualTo(204);
    OpenstackHouse.await("it is gone").until(() -> !attached().containsKey(twin));
    assertThat(house.ghosts()).isEmpty();
  }

  private JsonNode kept() {
    return api.get("/projects/demo/retained").body().at("/items/0");
  }

  @Test
  void machines_boot_from_volumes_on_hosts_of_their_own() throws Exception {
    var settings = Map.of("boot_volume", 2, "anti_affinity", "strict");
    api.reached(api.order("apart", "stores", "os", Map.of("count", 2, "settings", settings)));
    assertThat(cloud.hosts().values()).containsExactlyInAnyOrder("fake1", "fake2");
    assertThat(cloud.volumes())
        .hasSize(4)
        .allMatch(v -> v.path("status").asText().equals("in-use"))
        .filteredOn(v -> v.path("bootable").asText().equals("true"))
        .hasSize(2)
        .allMatch(v -> v.path("size").asInt() == 2);

    var third = api.change("apart", Map.of("count", 3));
    house.fails("apart", "no-capacity");
    api.update("apart", Map.of("count", 2));
    assertThat(api.ended(third).text("/state")).isEqualTo("superseded");
    assertThat(cloud.marked(house.server().installation()))
        .containsOnlyKeys("apart-node-0", "apart-node-1");

    api.remove("apart", "?retain=false&destroyData=true");
    nothingIsLeft(house.server().installation());
    assertThat(cloud.volumes()).isEmpty();
  }
}
