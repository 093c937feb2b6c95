package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Blame;
import io.sutler.domain.Command;
import io.sutler.domain.CommandState;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Failure;
import io.sutler.domain.Refusal;
import io.sutler.domain.StepState;
import io.sutler.intent.Commands;
import io.sutler.intent.Commands.Terms;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members leave after who uses them has seen to it, in the whole loop. */
class DrainTest {
  private static final String CLUSTER =
      """
      kind: Plan
      name: cluster
      version: 1.0.0
      title: A cluster
      parameters:
        count: { type: integer, default: 3, x-scales: nodes }
        colour: { type: string, default: red }
      components:
        nodes: { driver: servers, with: { count: "${params.count}", settings: { colour: "${params.colour}" } } }
        app:
          driver: cloud
          with: { size: small, hosts: "${nodes.members.map(m, m.facts.machine).join(',')}" }
          before_member_leaves: { of: nodes, operation: drain }
      operations:
        drain:
          component: app
          command: [plan.yaml]
          repeatable: true
          parameters: { members: { type: array, items: { type: string } } }
      """;

  @TempDir Path dir;
  private WholeHouse house;
  private final AtomicInteger undrained = new AtomicInteger();

  @BeforeEach
  void open() throws Exception {
    house = new WholeHouse(dir);
    house.publish(CLUSTER);
    house.install("c", "cluster", Map.of());
    house.run(Duration.ofMinutes(5));
    assertThat(machines()).containsExactly("nodes-0", "nodes-1", "nodes-2");
    assertThat(hosts()).hasSize(3);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Set<String> machines() {
    var region = new CloudRegion(house.region, "here", Map.of());
    var names = new TreeSet<String>();
    FakeMachines.ledger(region).entries().stream()
        .map(MachineLedger.Entry::name)
        .forEach(names::add);
    return names;
  }

  /** The machines that the app was last told of. */
  private List<String> hosts() {
    var key = house.deployment("c").key();
    var inputs =
        house.store.passes().read(key).orElseThrow().components().stream()
            .filter(r -> r.name().equals("app"))
            .findFirst()
            .orElseThrow()
            .inputs();
    return List.of(String.valueOf(inputs.get("hosts")).split(","));
  }

  private List<String> steps() {
    var reads = house.store.reads();
    return reads.runs(house.deployment("c").id(), "", 50).reversed().stream()
        .flatMap(r -> reads.steps(r.id()).stream())
        .filter(s -> s.number() > 0 && s.state() == StepState.DONE)
        .map(s -> s.action() + " " + s.component())
        .toList();
  }

  @Test
  void scaling_down_drains_then_lets_go_then_tells_who_is_left() {
    house.machines.meanwhile(() -> {
      if (machines().size() < 3 && house.cloud.operations().isEmpty()) {
        undrained.incrementAndGet();
      }
    });
    house.commands.scale(
        house.admin, "demo", "c", new Commands.Scale(Map.of("nodes", 2L), Set.of()), Terms.PLAIN);
    house.run(Duration.ofMinutes(5));
    assertThat(machines()).containsExactly("nodes-0", "nodes-1");
    assertThat(undrained).hasValue(0);
    assertThat(house.cloud.operations()).hasSize(1);
    assertThat(hosts()).hasSize(2);
    assertThat(steps()).endsWith("drain app", "change nodes", "change app");
    assertThat(house.deployment("c").observed().generation()).isEqualTo(2);
  }

  @Test
  void machines_are_made_anew_one_by_one_each_drained_and_told_of_before_the_next() {
    house.update("c", Map.of("colour", "blue"));
    house.run(Duration.ofMinutes(30));
    assertThat(house.deployment("c").observed().generation()).isEqualTo(2);
    assertThat(steps())
        .endsWith(
            "drain app",
            "change nodes",
            "change app",
            "drain app",
            "change nodes",
            "change app",
            "drain app",
            "change nodes",
            "change app");
    assertThat(house.cloud.operations()).hasSize(3);
  }

  @Test
  void a_machine_that_died_is_made_anew_without_a_drain() {
    var region = new CloudRegion(house.region, "here", Map.of());
    FakeMachines.ledger(region).entries().stream()
        .findFirst()
        .ifPresent(e -> vanish(region, e.handle()));
    var meanwhile = new ArrayList<String>();
    house.cloud.meanwhile((call, before) -> {
      if (call.equals("change") && before) {
        meanwhile.add(house.deployment("c").observed().conditions().toString());
      }
    });
    house.resync(Duration.ofMinutes(5));
    assertThat(machines()).hasSize(3);
    assertThat(house.cloud.operations()).isEmpty();
    assertThat(meanwhile)
        .isNotEmpty()
        .allMatch(said -> said.contains("nodes-0 was declared and is gone"))
        .allMatch(said -> said.contains("app: waits for nodes"));
    assertThat(house.against("c", ConditionType.APPLIED)).isEmpty();
    assertThat(house.against("c", ConditionType.READY)).isEmpty();
  }

  private static void vanish(CloudRegion region, String handle) {
    try {
      FakeMachines.ledger(region).change(book -> book.all().keySet().remove(handle));
    } catch (io.sutler.cloud.CloudTrouble e) {
      throw new IllegalStateException(e);
    }
  }

  private CommandEnd rebuild(String member, boolean force) {
    var id =
        house
            .commands
            .operate(
                house.admin,
                "demo",
                "c",
                "rebuild",
                Map.of("member", member, "force", force),
                true,
                Terms.PLAIN)
            .command()
            .id();
    house.run(Duration.ofMinutes(5));
    house.resync(Duration.ofMinutes(5));
    var ended = house.store.reads().command(house.demo.id(), id).orElseThrow();
    return new CommandEnd(ended.state(), ended.reason());
  }

  private record CommandEnd(CommandState state, String reason) {}

  @Test
  void one_member_is_made_anew_when_a_person_orders_it_and_drained_before() {
    var before = hosts();
    assertThat(rebuild("nodes-1", false).state()).isEqualTo(CommandState.REACHED);
    assertThat(house.cloud.operations()).hasSize(1);
    var after = hosts();
    assertThat(after).hasSize(3).contains(before.get(0), before.get(2));
    assertThat(after.get(1)).isNotEqualTo(before.get(1));
    assertThat(rebuild("nodes-1", true).state()).isEqualTo(CommandState.REACHED);
    assertThat(house.cloud.operations()).hasSize(1);
  }

  private Optional<String> unasked(String deployment) {
    try {
      house.commands.operate(
          house.admin,
          "demo",
          deployment,
          "rebuild",
          Map.of("member", "nodes-0"),
          false,
          Terms.PLAIN);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.code());
    }
  }

  @Test
  void a_person_is_asked_again_only_where_something_there_holds_data() throws Exception {
    assertThat(unasked("c")).isEmpty();
    house.publish(
        CLUSTER
            .replace("name: cluster", "name: store")
            .replace("driver: cloud", "driver: cloud\n    holds_data: remove"));
    house.install("s", "store", Map.of());
    house.run(Duration.ofMinutes(5));
    assertThat(unasked("s")).contains("needs-confirmation");
  }

  @Test
  void a_member_that_is_not_there_is_not_made_anew() {
    var end = rebuild("nodes-9", true);
    assertThat(end.state()).isEqualTo(CommandState.FAILED);
    assertThat(end.reason()).contains("nodes-9", "nodes-0, nodes-1, nodes-2");
  }

  private Command scale(long count, String... mayDestroy) {
    return house
        .commands
        .scale(
            house.admin,
            "demo",
            "c",
            new Commands.Scale(Map.of("nodes", count), Set.of(mayDestroy)),
            Terms.PLAIN)
        .command();
  }

  private Command now(Command command) {
    return house.store.reads().command(house.demo.id(), command.id()).orElseThrow();
  }

  private void drainsFail(Blame blame, String why) {
    house.cloud.failOperations(Optional.of(new Failure(blame, "not-drained", why)));
  }

  private Condition against() {
    return house.against("c", ConditionType.APPLIED).orElseThrow();
  }

  @Test
  void a_scale_ends_after_who_stands_on_the_machines_was_told() {
    var atChange = new ArrayList<CommandState>();
    var id = Optional.of(house.deployment("c").id());
    house.cloud.meanwhile((call, before) -> {
      if (call.equals("change") && before) {
        var newest = house.store.reads().commands(house.demo.id(), id, "", 1).getFirst();
        atChange.add(newest.state());
        assertThat(machines()).hasSize(4);
      }
    });
    var more = scale(4);
    house.run(Duration.ofMinutes(5));
    assertThat(atChange).containsExactly(CommandState.ACCEPTED);
    assertThat(now(more).state()).isEqualTo(CommandState.REACHED);
    assertThat(hosts()).hasSize(4);
  }

  @Test
  void a_scale_waits_for_room_and_ends_when_all_was_told() {
    house.machines.full(true);
    var more = scale(4);
    house.run(Duration.ofMinutes(20));
    assertThat(now(more).reason()).isEmpty();
    assertThat(now(more).state()).isEqualTo(CommandState.ACCEPTED);
    assertThat(against().message()).contains("nodes: ").doesNotContain("not present");
    house.machines.full(false);
    house.run(Duration.ofMinutes(20));
    assertThat(now(more).state()).isEqualTo(CommandState.REACHED);
    assertThat(hosts()).hasSize(4);
  }

  @Test
  void a_drain_that_a_person_must_mend_holds_the_member_until_it_is_tried_again() {
    drainsFail(Blame.USER, "nodes-2 runs a job of mira: ask her to end it");
    var fewer = scale(2);
    house.run(Duration.ofHours(3));
    house.resync(Duration.ofMinutes(5));
    var sentence = "nodes-2 cannot leave yet: app: nodes-2 runs a job of mira: ask her to end it";
    assertThat(now(fewer).state()).isEqualTo(CommandState.FAILED);
    assertThat(now(fewer).reason()).contains(sentence, "--may-destroy nodes");
    assertThat(against().reason()).isEqualTo("Failed");
    assertThat(against().message()).contains(sentence);
    assertThat(machines()).hasSize(3);
    assertThat(hosts()).hasSize(3);

    house.cloud.failOperations(Optional.empty());
    var again = house.commands.retry(house.admin, "demo", "c", Terms.PLAIN).command();
    house.run(Duration.ofMinutes(5));
    assertThat(now(again).state()).isEqualTo(CommandState.REACHED);
    assertThat(machines()).containsExactly("nodes-0", "nodes-1");
    assertThat(hosts()).hasSize(2);
    assertThat(steps()).endsWith("drain app", "change nodes", "change app");
    assertThat(house.against("c", ConditionType.APPLIED)).isEmpty();
  }

  @Test
  void a_drain_that_somebody_elses_fault_fails_goes_on_by_itself_once_that_is_mended() {
    drainsFail(Blame.PROVIDER, "nodes-2 does not answer");
    var fewer = scale(2);
    house.run(Duration.ofMinutes(30));
    assertThat(now(fewer).state()).isEqualTo(CommandState.ACCEPTED);
    assertThat(against().reason()).isEqualTo("RetryLater");
    assertThat(against().message()).contains("nodes-2 cannot leave yet: app: nodes-2 does not");
    house.run(Duration.ofMinutes(40));
    assertThat(now(fewer).state()).isEqualTo(CommandState.FAILED);
    assertThat(now(fewer).reason()).contains("goes on trying", "nodes-2 cannot leave yet");
    assertThat(machines()).hasSize(3);

    house.cloud.failOperations(Optional.empty());
    house.run(Duration.ofMinutes(20));
    assertThat(machines()).containsExactly("nodes-0", "nodes-1");
    assertThat(hosts()).hasSize(2);
    assertThat(house.deployment("c").observed().generation()).isEqualTo(2);
  }

  @Test
  void a_member_whose_drain_fails_goes_when_a_person_says_so_and_stays_when_it_is_wanted_again() {
    drainsFail(Blame.USER, "it is busy");
    scale(2);
    house.run(Duration.ofMinutes(5));
    var back = scale(3);
    house.run(Duration.ofMinutes(5));
    assertThat(now(back).state()).isEqualTo(CommandState.REACHED);
    assertThat(machines()).hasSize(3);
    assertThat(house.against("c", ConditionType.APPLIED)).isEmpty();
    assertThat(failures()).isEmpty();

    scale(2);
    house.run(Duration.ofMinutes(5));
    assertThat(machines()).hasSize(3);
    house.update("c", Map.of("colour", "red"));
    house.run(Duration.ofMinutes(5));
    assertThat(machines()).hasSize(3);
    var anyway = scale(2, "nodes");
    house.run(Duration.ofMinutes(5));
    assertThat(now(anyway).state()).isEqualTo(CommandState.REACHED);
    assertThat(machines()).containsExactly("nodes-0", "nodes-1");
    assertThat(hosts()).hasSize(2);
  }

  /** What people are shown of components as failing. */
  private List<Failure> failures() {
    var key = house.deployment("c").key();
    return house.store.passes().read(key).orElseThrow().components().stream()
        .flatMap(r -> r.failure().stream())
        .toList();
  }

  @Test
  void nothing_is_drained_when_all_of_it_goes() {
    var taken = house.commands.remove(house.admin, "demo", "c", false, false, Terms.PLAIN);
    house.run(Duration.ofMinutes(5));
    assertThat(machines()).isEmpty();
    assertThat(house.cloud.operations()).isEmpty();
    assertThat(house.find("c")).isEmpty();
    assertThat(taken.command().state()).isNotEqualTo(CommandState.FAILED);
  }
}
