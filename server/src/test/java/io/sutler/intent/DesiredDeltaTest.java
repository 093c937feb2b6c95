package io.sutler.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Binding;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.RunState;
import io.sutler.domain.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DesiredDeltaTest {
  private static final Instant END = Instant.parse("2026-11-21T14:00:00.123456Z");
  private final Desired old = level(RunState.RUNNING, Optional.empty(), List.of(), List.of());

  @Test
  void what_is_no_parameter_is_told_as_people_say_it() {
    var fresh =
        level(
            RunState.RUNNING,
            Optional.of(END),
            List.of(new Schedule("backup", Duration.ofMinutes(90))),
            List.of(new Binding("database", new DeploymentId("D"), "url")));
    assertThat(DesiredDelta.between(old, fresh).changes())
        .containsExactlyInAnyOrder(
            "expires: never -> 2026-11-21T14:00:00Z",
            "schedules: (none) -> backup every 1h30m",
            "bindings: (none) -> database from url");
    assertThat(DesiredDelta.back(fresh, DesiredDelta.between(old, fresh).before())).isEqualTo(old);
  }

  @Test
  void what_the_verb_says_is_not_said_again() {
    var stopped = level(RunState.STOPPED, Optional.empty(), List.of(), List.of());
    assertThat(DesiredDelta.between(old, stopped).changes()).isEmpty();
    assertThat(DesiredDelta.between(old, stopped).after()).containsKey("runState");
  }

  private static Desired level(
      RunState state, Optional<Instant> end, List<Schedule> schedules, List<Binding> bindings) {
    return new Desired(
        "db",
        "digest",
        Map.of(),
        bindings,
        "local",
        state,
        false,
        Optional.empty(),
        end,
        Set.of(),
        true,
        schedules,
        Map.of());
  }
}
