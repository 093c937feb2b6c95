package io.sutler.intent;

import static io.sutler.intent.IntentRoom.install;
import static io.sutler.intent.IntentRoom.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Refusal;
import io.sutler.domain.Refusal.Kind;
import io.sutler.domain.Region;
import io.sutler.intent.Commands.Scale;
import io.sutler.intent.Commands.Terms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
  private static final String LAB =
      """
      kind: Plan
      name: lab
      version: 1.0.0
      title: A lab
      parameters:
        n: { type: integer, minimum: 1, maximum: 5, default: 2, x-scales: worker }
        note: { type: string, default: "" }
      components:
        worker: { driver: servers, with: { count: "${params.n}", tags: { note: "${params.note}" } } }
      """;

  @TempDir Path dir;
  private IntentRoom room;
  private List<String> faults = List.of();
  private List<String> left = List.of();
  private ManageRegions regions;

  @BeforeEach
  void open() {
    room = new IntentRoom(dir).withPlans();
    room.publish(LAB);
    regions =
        new ManageRegions(
            room.desk,
            new RegionRules() {
              @Override
              public List<String> faults(Region region) {
                return faults;
              }

              @Override
              public List<String> leftovers(Region region) {
                return left;
              }
            });
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Region put(Optional<String> project, Map<String, Object> settings, boolean drained) {
    return regions.put(
        room.admin,
        project,
        new Region("west", Optional.empty(), "hosts", "", settings, "", drained, 4));
  }

  private Refusal refusedEnvironment(Optional<String> project, String name, Object value) {
    return refusal(() -> put(project, Map.of("env", Map.of(name, value)), false));
  }

  @Test
  void what_those_who_work_there_find_wrong_is_refused_in_their_words() {
    faults = List.of("hosts.ini line 3: host web1 stands there twice");
    var refusal = refusal(() -> put(Optional.empty(), Map.of(), false));
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
    assertThat(refusal.sentence()).isEqualTo(faults.getFirst());
    assertThat(refusal.faults().getFirst().pointer()).isEqualTo("/settings");
    assertThat(room.store.plans().region(Optional.empty(), "west")).isEmpty();
  }

  @Test
  void tools_get_what_a_region_adds_to_their_environment() {
    var env =
        Map.of("no_proxy", "10.0.0.0/8", "NOVA_VERSION", "2.1", "OS_REGION_NAME", "RegionOne");
    assertThat(put(Optional.of("demo"), Map.of("env", env), false).settings())
        .containsEntry("env", env);
    put(Optional.empty(), Map.of("env", Map.of("MY_TOOL", 1)), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "LD_PRELOAD",
        "SUTLER_OWNER",
        "ANSIBLE_CONFIG",
        "BASH_ENV",
        "PYTHONPATH",
        "a-b",
        "",
        "A=B"
      })
  void what_decides_which_programs_run_is_nobodys_to_set(String name) {
    assertThat(refusedEnvironment(Optional.empty(), name, "x").kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void other_variables_are_the_administrators_and_each_is_one_line() {
    assertThat(refusedEnvironment(Optional.of("demo"), "MY_TOOL", "x").sentence())
        .contains("administrators alone");
    assertThat(refusedEnvironment(Optional.empty(), "no_proxy", "a\nb").sentence())
        .contains("one line");
    assertThat(refusedEnvironment(Optional.empty(), "no_proxy", List.of("a")).sentence())
        .contains("one line");
    assertThat(refusal(() -> put(Optional.empty(), Map.of("env", "no_proxy=1"), false)).sentence())
        .contains("give at most 100 variables");
  }

  @Test
  void a_drained_region_takes_no_deployment_and_no_further_member() {
    put(Optional.empty(), Map.of(), false);
    room.commands.install(room.admin, "demo", inWest("lab"), Terms.PLAIN);
    put(Optional.empty(), Map.of(), true);
    assertThat(
            refusal(() -> room.commands.install(room.admin, "demo", inWest("more"), Terms.PLAIN))
                .sentence())
        .contains("is drained");
    assertThat(refusal(() -> scale(3)).sentence())
        .isEqualTo(
            "region west is drained and takes no more of 'worker': undrain it, or choose another for what is new");
    scale(1);
    put(Optional.empty(), Map.of(), false);
    scale(3);
  }

  @Test
  void a_projects_own_region_does_not_hide_the_one_that_its_deployments_stand_in() {
    put(Optional.empty(), Map.of(), false);
    room.commands.install(room.admin, "demo", inWest("lab"), Terms.PLAIN);
    var refusal = refusal(() -> put(Optional.of("demo"), Map.of(), true));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal.sentence()).startsWith("'lab' stands in the region west of every project");
    put(Optional.empty(), Map.of(), true);
    assertThat(refusal(() -> scale(3)).sentence()).contains("region west is drained");
  }

  private static Commands.Install inWest(String name) {
    var plain = install(name, "lab", Map.of());
    return new Commands.Install(
        plain.name(),
        plain.displayName(),
        plain.plan(),
        "west",
        plain.params(),
        plain.expires(),
        plain.stopAfter(),
        plain.adopt(),
        plain.schedules());
  }

  private Commands.Taken scale(long n) {
    return room.commands.scale(
        room.admin, "demo", "lab", new Scale(Map.of("worker", n), Set.of()), Terms.PLAIN);
  }

  @Test
  void it_is_removed_when_nothing_is_left_in_it_or_what_is_left_is_to_be_forgotten() {
    put(Optional.empty(), Map.of(), false);
    left = List.of("machine node-0");
    var refusal = refusal(() -> regions.remove(room.admin, Optional.empty(), "west", false));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal.sentence()).startsWith("region west still holds machine node-0: ");
    regions.remove(room.admin, Optional.empty(), "west", true);
    put(Optional.empty(), Map.of(), false);
    room.commands.install(room.admin, "demo", inWest("lab"), Terms.PLAIN);
    assertThat(refusal(() -> regions.remove(room.admin, Optional.empty(), "west", true)).sentence())
        .isEqualTo("region west is used by lab: remove or rebind it first");
  }

  @Test
  void prices_and_what_becomes_of_ghosts_are_looked_at_before_they_are_stored() {
    assertThat(
            put(
                    Optional.empty(),
                    Map.of("ghosts", Map.of("remove_after", "24h"), "prices", Map.of("disk", 1)),
                    false)
                .settings())
        .containsKeys("ghosts", "prices");
    for (var bad :
        List.of(
            Map.<String, Object>of("ghosts", Map.of("remove_after", "1s")),
            Map.<String, Object>of("ghosts", "24h"),
            Map.<String, Object>of("prices", Map.of("disk", -1)))) {
      var refusal = refusal(() -> put(Optional.empty(), bad, false));
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
      assertThat(refusal.faults().getFirst().pointer())
          .isEqualTo("/settings/" + bad.keySet().iterator().next());
    }
  }
}
