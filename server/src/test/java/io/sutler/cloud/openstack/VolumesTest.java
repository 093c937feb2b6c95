package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Resources;
import io.sutler.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks whose requests are carried out late: what was given to a machine is never mistaken. */
class VolumesTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final long GIB = 1L << 30;
  private final MachineOrder order =
      new MachineOrder(
          new OwnerTag("sutler-a", new DeploymentId("d1"), "node"),
          "node-0",
          "orders-node-0",
          "tiny",
          new Resources(1, 1, 0),
          "debian",
          "debian",
          List.of(),
          Optional.empty(),
          List.of(new MachineOrder.Disk("data", GIB, "/data")),
          Map.of(),
          "digest");
  private SmallCinder cinder;
  private CloudRegion region;
  private Volumes volumes;

  @BeforeEach
  void start() throws Exception {
    cinder = new SmallCinder();
    region =
        Regions.region(
            Map.of(),
            Map.of(
                "OS_AUTH_URL", cinder.url(),
                "OS_USERNAME", "u",
                "OS_PASSWORD", "p",
                "OS_PROJECT_NAME", "data"));
    var session =
        new Session(new ReadCredentials(region).read(), Settings.of(region), "os", () -> NOON);
    volumes = new Volumes(session, region);
  }

  @AfterEach
  void stop() {
    cinder.close();
  }

  private String taken() throws CloudTrouble, InterruptedException {
    return volumes.of(order).values().iterator().next().id();
  }

  /** As before a machine is asked for. */
  private String given(int second) throws CloudTrouble, InterruptedException {
    var disks = volumes.of(order);
    volumes.give(disks.values(), NOON.plusSeconds(second));
    return disks.values().iterator().next().id();
  }

  private List<Inventory.Thing> seen() {
    var all =
        Owned.among(
            cinder.volumes.values().stream()
                .map(v -> Json.read(Json.write(v), JsonNode.class))
                .toList(),
            "/metadata/" + Mark.KEY,
            region);
    var none = List.<Owned>of();
    return new SeeOpenstack(new Snapshot(none, none, none, none, none, none, all))
        .inventory(NOON)
        .things();
  }

  private List<String> seen(String kind) {
    return seen().stream().filter(t -> t.kind().equals(kind)).map(Inventory.Thing::handle).toList();
  }

  @Test
  void a_volume_that_is_made_late_is_not_taken_for_the_one_that_was_given() throws Exception {
    cinder.late = "POST /volumes";
    assertThatThrownBy(this::taken).isInstanceOf(CloudTrouble.class);
    var given = given(1);
    assertThat(given).isEqualTo("v88");
    cinder.carryOut();
    assertThat(cinder.volumes).containsOnlyKeys("v88", "v89");
    assertThat(taken()).isEqualTo(given);
    assertThat(seen(Inventory.DISK)).containsExactly("volume:" + given);
    assertThat(seen(Inventory.SPARE)).containsExactly("volume:v89");
    assertThat(given(60)).as("when the machine is made anew").isEqualTo(given);
  }

  @Test
  void one_that_comes_late_and_sorts_first_is_not_taken_either() throws Exception {
    var given = given(1);
    cinder.late = "POST /volumes";
    var listed = Map.copyOf(cinder.volumes);
    cinder.volumes.clear(); // a list that is late itself
    assertThatThrownBy(this::taken).isInstanceOf(CloudTrouble.class);
    cinder.volumes.putAll(listed);
    cinder.carryOut();
    assertThat(cinder.volumes).containsOnlyKeys("v88", "v89");
    assertThat(taken()).isEqualTo(given).isEqualTo("v89");
    assertThat(seen(Inventory.SPARE)).containsExactly("volume:v88");
  }

  @Test
  void what_is_written_on_a_volume_late_does_not_make_it_the_one_that_was_given() throws Exception {
    taken();
    var first = Map.copyOf(cinder.volumes);
    cinder.volumes.clear();
    taken();
    assertThat(cinder.volumes).containsOnlyKeys("v88");
    cinder.late = "POST /volumes/v88/metadata";
    assertThatThrownBy(() -> given(1)).isInstanceOf(CloudTrouble.class);
    cinder.volumes.putAll(first); // the older one is listed at last
    assertThat(given(2)).isEqualTo("v89");
    cinder.carryOut();
    assertThat(seen()).hasSize(2);
    assertThat(taken()).isEqualTo("v89");
    assertThat(seen(Inventory.SPARE)).containsExactly("volume:v88");
  }

  @Test
  void as_long_as_none_was_given_none_is_a_ghost() throws Exception {
    taken();
    assertThat(seen(Inventory.DISK)).hasSize(1);
    assertThat(seen(Inventory.SPARE)).isEmpty();
  }

  @Test
  void a_volume_that_was_handed_on_stays_the_given_one() throws Exception {
    given(1);
    var disk = seen().getFirst();
    volumes.hand(disk, new OwnerTag("sutler-a", new DeploymentId("d2"), "node"), "node-0");
    assertThat(seen().getFirst().owner().deployment().value()).isEqualTo("d2");
    assertThat(cinder.volumes.toString()).contains(Twins.GIVEN);
  }

  @Test
  void a_volume_grows_once() throws Exception {
    given(1);
    var disk = seen().getFirst();
    volumes.grow(disk, 3 * GIB - 5);
    assertThat(seen().getFirst().bytes()).isEqualTo(3 * GIB);
    volumes.grow(disk, 3 * GIB - 5);
    assertThat(cinder.asked).filteredOn(a -> a.endsWith("/action")).hasSize(1);
  }

  @Test
  void where_growing_failed_that_is_told_and_not_asked_again() throws Exception {
    given(1);
    cinder.volumes.values().forEach(v -> v.put("status", "error_extending"));
    assertThatThrownBy(() -> volumes.grow(seen().getFirst(), 2 * GIB))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> {
              assertThat(e.failure().code()).isEqualTo("disk-not-grown");
              assertThat(e.failure().blame()).isEqualTo(Blame.PROVIDER);
            });
    assertThat(cinder.asked).noneMatch(a -> a.endsWith("/action"));
  }

  @Test
  void where_it_cannot_grow_that_is_told_with_the_way_out() throws Exception {
    given(1);
    cinder.refusal = "Invalid volume: status must be available";
    assertThatThrownBy(() -> volumes.grow(seen().getFirst(), 2 * GIB))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> {
              assertThat(e.failure().blame()).isEqualTo(Blame.USER);
              assertThat(e.failure().code()).isEqualTo("disk-cannot-grow");
              assertThat(e.failure().message())
                  .contains("status must be available")
                  .endsWith("take the larger size back, or give a further disk");
            });
  }
}
