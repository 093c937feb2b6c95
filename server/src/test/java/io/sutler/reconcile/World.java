package io.sutler.reconcile;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A level and what is known of its components, made at random: anything that the types allow, in a
 * mix that makes every judgement likely.
 */
record World(Level level, Map<String, Facts> facts) {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> DIGESTS = List.of("d1", "d2");

  /** How wild it may be. */
  enum Kind {
    /** Rings in needs, looks that fail, inputs that cannot be filled in, failures, anything. */
    ANYTHING,
    /** Nothing in the way: no rings, all is resolved and seen, no failures. */
    PLAIN
  }

  static World random(Random random, Kind kind) {
    var components = new ArrayList<Resolution>();
    var state =
        pick(
            random,
            List.of(
                RunState.RUNNING,
                RunState.RUNNING,
                RunState.RUNNING,
                RunState.STOPPED,
                RunState.SUSPENDED,
                RunState.ABSENT));
    var mayDestroy = kind == Kind.PLAIN ? Set.copyOf(NAMES) : some(random, NAMES);
    Map<String, Facts> facts = new TreeMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      var reach = kind == Kind.PLAIN ? NAMES.subList(0, i) : NAMES;
      var declared = component(random, NAMES.get(i), some(random, reach), kind);
      if (state != RunState.ABSENT && random.nextInt(3) > 0) {
        components.add(resolution(random, declared, kind));
      }
      if (random.nextBoolean()) {
        facts.put(declared.name(), facts(random, declared, some(random, reach), state, kind));
      }
    }
    boolean held = kind == Kind.ANYTHING && random.nextInt(8) == 0;
    return new World(new Level(state, held, mayDestroy, random.nextBoolean(), components), facts);
  }

  private static Resolution resolution(Random random, DesiredComponent c, Kind kind) {
    int dice = kind == Kind.PLAIN ? 9 : random.nextInt(10);
    return switch (dice) {
      case 0 -> new Resolution.Waiting(c.name(), c.needs(), "its database is not there yet");
      case 1 -> new Resolution.Broken(c.name(), c.needs(), failure(Blame.USER));
      default -> new Resolution.Resolved(c);
    };
  }

  private static DesiredComponent component(
      Random random, String name, Set<String> needs, Kind kind) {
    var component = plainComponent(random, name, needs);
    boolean watches = !needs.isEmpty() && random.nextInt(3) == 0;
    return watches
        ? Parts.told(component, pick(random, needs.stream().sorted().toList()))
        : component;
  }

  private static DesiredComponent plainComponent(Random random, String name, Set<String> needs) {
    return Parts.component(
        name,
        random.nextInt(8) == 0 ? "other" : "fake",
        random.nextInt(8) == 0 ? "there" : "here",
        pick(random, DIGESTS),
        pick(random, List.of(DataPolicy.values())),
        needs);
  }

  private static Facts facts(
      Random random, DesiredComponent declared, Set<String> needs, RunState state, Kind kind) {
    var before = component(random, declared.name(), needs, kind);
    var aims = List.of(Attempt.at(declared, state), Attempt.removal(), "older/RUNNING");
    Optional<Failure> failure =
        kind == Kind.ANYTHING && random.nextInt(3) == 0
            ? Optional.of(failure(pick(random, List.of(Blame.values()))))
            : Optional.empty();
    Optional<Instant> retryAt =
        kind == Kind.ANYTHING && random.nextInt(3) == 0
            ? Optional.of(Parts.NOW.plusSeconds(random.nextInt(-100, 100)))
            : Optional.empty();
    var record =
        Parts.record(
            before,
            random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(random.nextInt(6) == 0 ? Attempt.UNFINISHED : before.digest()),
            random.nextBoolean() ? Optional.empty() : Optional.of(pick(random, aims)),
            failure,
            retryAt);
    boolean forgotten = random.nextInt(5) == 0;
    return new Facts(
        forgotten ? Optional.<ComponentRecord>empty() : Optional.of(record),
        observation(random, kind));
  }

  private static Observation observation(Random random, Kind kind) {
    return switch (random.nextInt(kind == Kind.PLAIN ? 4 : 6)) {
      case 0 -> new Observation.Absent();
      case 4 -> new Observation.Unverified("it has no observe phase");
      case 5 -> new Observation.Unknown("the look failed: timed out");
      default ->
          new Observation.Present(
              members(random, kind),
              random.nextInt(4) == 0 ? Optional.of(pick(random, DIGESTS)) : Optional.empty(),
              random.nextInt(6) == 0 ? List.of("its flavor is small") : List.of(),
              List.of(),
              random.nextInt(4) == 0 ? List.of(leaving(random)) : List.of());
    };
  }

  private static Observation.Leaving leaving(Random random) {
    return new Observation.Leaving("m-9", "i-9", "it is no longer declared", random.nextBoolean());
  }

  private static List<Member> members(Random random, Kind kind) {
    var members = new ArrayList<Member>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var state = pick(random, List.of(MemberState.values()));
      boolean slow = state == MemberState.STARTING && kind == Kind.PLAIN;
      members.add(
          new Member("m-" + i, "", slow ? MemberState.UP : state, "", Optional.empty(), Map.of()));
    }
    return members;
  }

  private static Failure failure(Blame blame) {
    return new Failure(blame, "it-failed", "it failed; change its size");
  }

  static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Set<String> some(Random random, List<String> from) {
    var result = new HashSet<String>();
    for (var name : from) {
      if (random.nextInt(3) == 0) {
        result.add(name);
      }
    }
    return result;
  }
}
