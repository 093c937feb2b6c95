package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.LeaveSpec;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Resolution;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small builders for levels, records and observations. */
final class Parts {
  static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

  private Parts() {}

  static DesiredComponent component(String name, String digest, String... needs) {
    return component(name, "fake", "here", digest, DataPolicy.NONE, Set.of(needs));
  }

  static DesiredComponent component(
      String name,
      String driver,
      String region,
      String digest,
      DataPolicy holdsData,
      Set<String> needs) {
    return new DesiredComponent(
        name,
        driver,
        region,
        Map.of("digest", digest),
        digest,
        "bundle",
        needs,
        holdsData,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Resources.NONE,
        Duration.ofMinutes(1));
  }

  /** The same, that is told before members of another leave. */
  static DesiredComponent told(DesiredComponent c, String of) {
    return new DesiredComponent(
        c.name(),
        c.driver(),
        c.region(),
        c.inputs(),
        c.digest(),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        c.ready(),
        c.live(),
        c.outputs(),
        Optional.of(new LeaveSpec(of, "drain")),
        c.resources(),
        c.deadline());
  }

  /** Up, with members that would leave. */
  static Observation leaving(Observation.Leaving... leaving) {
    return new Observation.Present(
        List.of(new Member("m-0", "", MemberState.UP, "", Optional.empty(), Map.of())),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(leaving));
  }

  static DesiredComponent holding(DesiredComponent c, DataPolicy policy) {
    return component(c.name(), c.driver(), c.region(), c.digest(), policy, c.needs());
  }

  static DesiredComponent in(DesiredComponent c, String region) {
    return component(c.name(), c.driver(), region, c.digest(), c.holdsData(), c.needs());
  }

  static Resolution resolved(DesiredComponent c) {
    return new Resolution.Resolved(c);
  }

  static Level running(DesiredComponent... components) {
    return level(RunState.RUNNING, Set.of(), components);
  }

  static Level level(RunState state, Set<String> mayDestroy, DesiredComponent... components) {
    return new Level(
        state, false, mayDestroy, true, List.of(components).stream().map(Parts::resolved).toList());
  }

  /** As recorded after {@code c} was applied to its end. */
  static ComponentRecord applied(DesiredComponent c) {
    return record(c, Optional.of(c.digest()), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ComponentRecord record(
      DesiredComponent c,
      Optional<String> digest,
      Optional<String> attempted,
      Optional<Failure> failure,
      Optional<Instant> retryAt) {
    return new ComponentRecord(
        c.name(),
        c.driver(),
        c.region(),
        digest,
        attempted,
        c.inputs(),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        Optional.empty(),
        List.of(),
        Map.of(),
        failure,
        failure.isPresent() ? 1 : 0,
        retryAt,
        NOW.minusSeconds(3600));
  }

  static Observation seen(MemberState state) {
    return new Observation.Present(
        List.of(new Member("m-0", "", state, "", Optional.empty(), Map.of())),
        Optional.empty(),
        List.of(),
        List.of());
  }

  static Facts facts(ComponentRecord record, Observation observation) {
    return new Facts(Optional.of(record), observation);
  }

  static Facts up(DesiredComponent c) {
    return facts(applied(c), seen(MemberState.UP));
  }

  static Facts absent(ComponentRecord record) {
    return facts(record, new Observation.Absent());
  }
}
