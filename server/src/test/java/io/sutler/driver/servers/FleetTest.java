package io.sutler.driver.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.cloud.Power;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FleetTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final OwnerTag OWNER =
      new OwnerTag("sutler-a", new DeploymentId("01M7YQ349KTZ81C3725R0VW3G9"), "node");

  private static Machine machine(int member, String handle, MachineState state, String digest) {
    return new Machine(
        OWNER,
        "node-" + member,
        handle,
        state,
        digest,
        "",
        Optional.of(NOW.minusSeconds(handle.hashCode() & 0xff)),
        List.of("10.0.0.1"));
  }

  private static Wanted wanted(int count, RunState state, boolean precious) {
    var members = IntStream.range(0, count).mapToObj(i -> "node-" + i).toList();
    return new Wanted(members, "new", state, precious);
  }

  @Provide
  Arbitrary<Wanted> wanteds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(RunState.class),
            Arbitraries.of(true, false))
        .as(FleetTest::wanted);
  }

  @Provide
  Arbitrary<List<Seen>> worlds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.strings().withCharRange('a', 'z').ofLength(8),
            Arbitraries.of(MachineState.class),
            Arbitraries.of("new", "old"),
            Arbitraries.of(true, false))
        .as((member, handle, state, digest, answers) ->
            seen(machine(member, handle, state, digest), answers && state == MachineState.RUNNING))
        .list()
        .uniqueElements(s -> s.machine().handle())
        .ofMaxSize(8);
  }

  /** A cloud in which every deed works at once, and what is being made or deleted gets there. */
  private static List<Seen> after(List<Move> moves, List<Seen> before) {
    var after = new ArrayList<Seen>();
    for (var seen : before) {
      var m = seen.machine();
      var state = m.state();
      boolean deleted = state == MachineState.LEAVING;
      for (var move : moves) {
        if (move instanceof Move.Delete d && d.handle().equals(m.handle())) {
          deleted = true;
        }
        if (move instanceof Move.Ask a && a.handle().equals(m.handle())) {
          state =
              switch (a.power()) {
                case START, REBOOT -> MachineState.RUNNING;
                case STOP -> MachineState.STOPPED;
                case SUSPEND -> MachineState.SUSPENDED;
              };
        }
      }
      if (state == MachineState.BUILDING) {
        state = MachineState.RUNNING;
      }
      if (!deleted) {
        var member = Integer.parseInt(m.name().substring("node-".length()));
        after.add(
            seen(machine(member, m.handle(), state, m.digest()), state == MachineState.RUNNING));
      }
    }
    for (var move : moves) {
      if (move instanceof Move.Make make && !make.begun()) {
        var member = Integer.parseInt(make.member().substring("node-".length()));
        after.add(
            seen(machine(member, "made-" + make.member(), MachineState.RUNNING, "new"), true));
      }
    }
    return after;
  }

  @Property
  void the_level_is_reached_and_then_nothing_is_done(
      @ForAll("wanteds") Wanted wanted, @ForAll("worlds") List<Seen> world) {
    var seen = world;
    for (int turn = 0; turn < 40; turn++) {
      var moves = Fleet.moves(wanted, seen, NOW);
      if (moves.stream().allMatch(m -> m instanceof Move.Stuck)) {
        break;
      }
      seen = after(moves, seen);
    }
    var end = Fleet.moves(wanted, seen, NOW);
    if (wanted.precious()) {
      assertThat(end).allMatch(m -> m instanceof Move.Stuck);
      return;
    }
    assertThat(end).isEmpty();
    if (wanted.runState() == RunState.RUNNING) {
      assertThat(seen.stream().map(s -> s.machine().name()))
          .containsExactlyInAnyOrderElementsOf(wanted.members());
      assertThat(seen).allMatch(s -> s.answers() && s.machine().digest().equals("new"));
    } else {
      assertThat(seen).noneMatch(s -> s.machine().state() == MachineState.RUNNING);
    }
  }

  @Property
  void the_only_machine_of_a_member_that_holds_data_is_never_deleted(
      @ForAll("worlds") List<Seen> world) {
    var wanted = wanted(7, RunState.RUNNING, true);
    for (var move : Fleet.moves(wanted, world, NOW)) {
      if (move instanceof Move.Delete delete) {
        assertThat(world.stream().filter(s -> s.machine().name().equals(delete.member())).count())
            .isGreaterThan(1);
      }
    }
  }

  @Property
  void nothing_is_made_or_deleted_while_nothing_is_to_run(@ForAll("worlds") List<Seen> world) {
    for (var state : List.of(RunState.STOPPED, RunState.SUSPENDED)) {
      assertThat(Fleet.moves(wanted(3, state, false), world, NOW))
          .allMatch(m -> m instanceof Move.Ask ask && ask.power() != Power.START);
    }
  }

  @Property
  void a_machine_that_is_well_and_declared_is_left_alone_unless_it_is_there_twice(
      @ForAll("worlds") List<Seen> world) {
    var wanted = wanted(7, RunState.RUNNING, false);
    var moves = Fleet.moves(wanted, world, NOW);
    for (var seen : world) {
      var m = seen.machine();
      boolean alone = world.stream().filter(s -> s.machine().name().equals(m.name())).count() == 1;
      if (alone && seen.answers() && m.digest().equals("new")) {
        assertThat(moves).noneMatch(move -> move.member().equals(m.name()));
      }
    }
  }

  @Example
  void machines_made_from_another_order_are_made_anew_one_at_a_time() {
    var world =
        IntStream.range(0, 3)
            .mapToObj(i -> seen(machine(i, "m" + i, MachineState.RUNNING, "old"), true))
            .toList();
    assertThat(Fleet.moves(wanted(3, RunState.RUNNING, false), world, NOW))
        .singleElement()
        .isInstanceOf(Move.Delete.class);
  }

  @Example
  void one_that_stays_silent_is_started_again_after_five_minutes() {
    var world = List.of(seen(machine(0, "m0", MachineState.RUNNING, "new"), false));
    var wanted = wanted(1, RunState.RUNNING, false);
    assertThat(Fleet.moves(wanted, world, NOW)).hasOnlyElementsOfType(Move.Wait.class);
    assertThat(Fleet.moves(wanted, world, NOW.plus(Seen.PATIENCE).plusSeconds(300)))
        .singleElement()
        .isInstanceOfSatisfying(
            Move.Ask.class, ask -> assertThat(ask.power()).isEqualTo(Power.REBOOT));
  }

  @Example
  void one_that_ran_for_days_and_misses_a_knock_is_left_alone() {
    var later = NOW.plus(Duration.ofDays(9));
    for (var digest : List.of("new", "old")) {
      var machine = machine(0, "m0", MachineState.RUNNING, digest);
      var world = List.of(Seen.silent(machine, later.minusSeconds(2)));
      assertThat(Fleet.moves(wanted(1, RunState.RUNNING, false), world, later))
          .as(digest)
          .hasOnlyElementsOfType(Move.Wait.class);
    }
  }

  private static Seen seen(Machine machine, boolean answers) {
    return answers ? Seen.answering(machine) : Seen.silent(machine, NOW);
  }
}
