package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Flavor;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import io.sutler.domain.Resources;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import io.sutler.testkit.MachineLedger.Entry;
import io.sutler.view.Ghosts.By;
import io.sutler.view.Ghosts.Ghost;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What carries our tag and nobody declared: listed with its price, removed by order or policy. */
class GhostsTest {
  private static final String PLAN =
      """
      kind: Plan
      name: hosts
      version: 1.0.0
      title: Hosts
      components:
        nodes: { driver: servers, with: { count: 2 } }
      """;
  private static final By MIRA = new By("mira", "test");
  @TempDir Path dir;
  private WholeHouse house;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    start = house.clock.instant();
    house.publish(PLAN);
    house.install("c", "hosts", Map.of());
    house.run(Duration.ofMinutes(5));
    assertThat(there()).containsExactly("m1", "m2");
    var ours = house.store.installation();
    put("m7", ours, "machine", start.minus(Duration.ofDays(5)));
    put("d8", ours, "disk", start);
    put("m9", "another", "machine", start);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private MachineLedger ledger() {
    return FakeMachines.ledger(new CloudRegion(house.region, "here", Map.of()));
  }

  private Set<String> there() {
    return ledger().entries().stream()
        .map(Entry::handle)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void put(String handle, String installation, String kind, Instant since)
      throws CloudTrouble {
    var owner = new OwnerTag(installation, new DeploymentId("gone"), "nodes").text();
    boolean disk = kind.equals("disk");
    var entry =
        new Entry(
            handle,
            owner,
            kind,
            "nodes-0",
            disk ? "data" : "",
            "RUNNING",
            "",
            "",
            "small",
            since,
            since,
            since,
            Optional.empty(),
            disk ? 1 << 20 : 0);
    ledger().change(book -> Optional.ofNullable(book.all().put(handle, entry)));
  }

  private void say(Map<String, Object> more) {
    var settings = new HashMap<>(house.region.settings());
    settings.putAll(more);
    var r = house.region;
    house
        .store
        .plans()
        .put(
            new Region(
                r.name(), r.project(), r.kind(), r.place(), settings, r.secret(), false, 100));
  }

  private List<Ghost> ghosts() throws InterruptedException {
    return new ListGhosts(house.house).list().ghosts();
  }

  private Ghost ghost(String kind) throws InterruptedException {
    return ghosts().stream().filter(g -> g.kind().equals(kind)).findFirst().orElseThrow();
  }

  /** As many rounds as there are hours, and one at once. */
  private void rounds(int hours) {
    var policy = new EndGhosts(house.house, Set.of(""));
    for (int i = 0; i <= hours; i++) {
      policy.round();
      house.clock.reach(house.clock.instant().plus(Duration.ofHours(1)));
    }
  }

  private List<String> removed() {
    return house.store.audits().page(Optional.empty(), Long.MAX_VALUE, 100).stream()
        .map(row -> row.entry())
        .filter(e -> e.action().equals("remove ghost"))
        .map(e -> "%s by %s: %s".formatted(e.before().get("handle"), e.by(), e.outcome()))
        .toList();
  }

  @Test
  void what_carries_our_tag_and_nobody_declared_is_listed_exactly() throws Exception {
    assertThat(ghosts())
        .extracting(g -> g.kind() + " " + g.data())
        .containsExactlyInAnyOrder("machine false", "disks true");
    assertThat(ghost("machine").handle()).isEqualTo("m7");
    assertThat(ghost("machine").owner().deployment().value()).isEqualTo("gone");
  }

  private void twin(String ledger) {
    var r = house.region;
    var settings = new HashMap<>(r.settings());
    settings.put("ghosts", Map.of("remove_after", "1h", "remove_data_after", "1h"));
    if (!ledger.isEmpty()) {
      settings.put("ledger", ledger);
    }
    house
        .store
        .plans()
        .put(
            new Region("twin", r.project(), r.kind(), r.place(), settings, r.secret(), false, 100));
  }

  @Test
  void what_stands_in_its_region_is_no_ghost_of_another_that_is_the_same_cloud() throws Exception {
    twin("");
    assertThat(ghosts()).extracting(Ghost::handle).doesNotContain("m1", "m2").contains("m7");
    assertThat(new FindGhosts(house.house).leftovers(house.store.plans().everyRegion().getLast()))
        .as("m7 and d8 alone")
        .hasSize(2);
    rounds(3);
    assertThat(there()).containsExactly("m1", "m2", "m9");
  }

  @Test
  void what_bears_a_components_mark_where_it_is_not_recorded_is_a_ghost() throws Exception {
    var other = dir.resolve("other-ledger").toString();
    twin(other);
    var ours =
        ledger().entries().stream().filter(e -> e.handle().equals("m1")).findFirst().orElseThrow();
    var left =
        new Entry(
            "x1",
            ours.owner(),
            ours.kind(),
            ours.name(),
            "",
            "RUNNING",
            "",
            "",
            "small",
            start,
            start,
            start,
            Optional.empty(),
            0);
    new MachineLedger(Path.of(other))
        .change(book -> Optional.ofNullable(book.all().put("x1", left)));
    assertThat(ghosts()).extracting(Ghost::handle).contains("x1").doesNotContain("m1", "m2");
  }

  @Test
  void it_says_since_when_it_is_there_and_known_and_what_it_costs() throws Exception {
    assertThat(ghost("machine").hourly()).as("nobody said a price").isEmpty();
    var size = new Resources(1000, 1L << 30, 0);
    house
        .store
        .offers()
        .put(new Flavor("tiny", Optional.empty(), "local", "small", size, new BigDecimal("0.05")));
    say(Map.of("prices", Map.of("disk", 1.024)));
    var now = house.clock.instant();
    house.clock.reach(now.plus(Duration.ofHours(2)));
    var machine = ghost("machine");
    assertThat(machine.times().made()).contains(start.minus(Duration.ofDays(5)));
    assertThat(machine.times().known()).isEqualTo(now);
    assertThat(machine.times().goes()).isEmpty();
    assertThat(machine.hourly()).contains(new BigDecimal("0.05"));
    var hours = Duration.between(start, now).plusDays(5).plusHours(2).toSeconds() / 3600.0;
    assertThat(machine.cost().orElseThrow().doubleValue())
        .isCloseTo(hours * 0.05, org.assertj.core.data.Offset.offset(0.00001));
    assertThat(ghost("disks").hourly()).as("a MiB").contains(new BigDecimal("0.001"));
    assertThat(ghost("disks").cost()).as("of two hours").contains(new BigDecimal("0.002"));
  }

  @Test
  void an_order_removes_one_and_nothing_else_and_is_in_the_audit() throws Exception {
    var ghost = ghost("machine");
    assertThat(new ListGhosts(house.house).remove(ghost, MIRA)).isEmpty();
    assertThat(there()).containsExactly("d8", "m1", "m2", "m9");
    assertThat(new ListGhosts(house.house).remove(ghost, MIRA)).isPresent();
    assertThat(removed()).containsExactly("m7 by mira: done");
  }

  @Test
  void without_a_policy_nothing_goes_by_itself() throws Exception {
    rounds(24 * 30);
    assertThat(there()).containsExactly("d8", "m1", "m2", "m7", "m9");
    assertThat(ghosts()).hasSize(2);
  }

  @Test
  void a_policy_removes_what_was_known_so_long_but_no_data_and_nothing_of_others()
      throws Exception {
    say(Map.of("ghosts", Map.of("remove_after", "24h")));
    rounds(23);
    assertThat(there()).as("its age does not count").contains("m7");
    assertThat(ghost("machine").times().goes())
        .contains(ghost("machine").times().known().plus(Duration.ofHours(24)));
    assertThat(ghost("disks").times().goes()).isEmpty();
    rounds(48);
    assertThat(there()).containsExactly("d8", "m1", "m2", "m9");
    assertThat(removed()).containsExactly("m7 by sutler: done");
  }

  @Test
  void data_goes_when_the_policy_says_that_for_itself() {
    say(Map.of("ghosts", Map.of("remove_data_after", "24h")));
    rounds(25);
    assertThat(there()).containsExactly("m1", "m2", "m7", "m9");
  }

  @Test
  void one_that_was_no_ghost_meanwhile_begins_anew() throws Exception {
    say(Map.of("ghosts", Map.of("remove_after", "24h")));
    rounds(20);
    var entry =
        ledger().entries().stream().filter(e -> e.handle().equals("m7")).findFirst().orElseThrow();
    ledger().change(book -> Optional.ofNullable(book.all().remove("m7")));
    rounds(1);
    ledger().change(book -> Optional.ofNullable(book.all().put("m7", entry)));
    rounds(20);
    assertThat(there()).contains("m7");
    rounds(5);
    assertThat(there()).doesNotContain("m7");
  }

  @Test
  void where_nothing_can_be_seen_that_is_said_and_nothing_forgotten() throws Exception {
    var known = ghost("machine").times().known();
    say(Map.of("ledger", dir.toString()));
    house.clock.reach(house.clock.instant().plus(Duration.ofHours(1)));
    var listing = new ListGhosts(house.house).list();
    assertThat(listing.ghosts()).isEmpty();
    assertThat(listing.unseen())
        .anySatisfy(u -> {
          assertThat(u.region()).isEqualTo("local");
          assertThat(u.driver()).isEqualTo("servers");
        });
    say(Map.of());
    assertThat(ghost("machine").times().known()).isEqualTo(known);
  }
}
