package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.ProjectId;
import io.sutler.domain.RunState;
import io.sutler.domain.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClockworkTest {
  private static final Instant BORN = Instant.parse("2026-11-21T06:00:00Z");
  private static final Instant LATER = BORN.plusSeconds(3600);

  @Test
  void stops_and_removes_when_its_time_has_come_and_not_before() {
    var stop = deployment(RunState.RUNNING, Optional.of(LATER), Optional.empty());
    assertThat(Clockwork.due(stop, LATER.minusMillis(1))).isEmpty();
    assertThat(Clockwork.due(stop, LATER)).containsExactly(new Clockwork.Due.Stop());
    var remove = deployment(RunState.STOPPED, Optional.of(LATER), Optional.of(LATER));
    assertThat(Clockwork.due(remove, LATER)).containsExactly(new Clockwork.Due.Remove());
  }

  @Test
  void what_is_stopped_already_or_to_go_needs_no_bell() {
    var stopped = deployment(RunState.STOPPED, Optional.of(LATER), Optional.empty());
    assertThat(Clockwork.due(stopped, LATER)).isEmpty();
    var absent = deployment(RunState.ABSENT, Optional.of(LATER), Optional.of(LATER));
    assertThat(Clockwork.due(absent, LATER)).isEmpty();
    assertThat(Clockwork.next(absent, List.of(), BORN)).isEmpty();
  }

  @Test
  void a_schedule_counts_its_turns_from_the_creation() {
    var backup = new Schedule("backup", Duration.ofHours(1));
    var d = deployment(RunState.RUNNING, Optional.empty(), Optional.empty(), backup);
    assertThat(Clockwork.due(d, BORN.plusSeconds(3599))).isEmpty();
    assertThat(Clockwork.due(d, BORN.plusSeconds(7201)))
        .containsExactly(new Clockwork.Due.Operate("backup", 2));
    assertThat(Clockwork.next(d, List.of(), BORN.plusSeconds(7201)))
        .contains(BORN.plusSeconds(3 * 3600));
    assertThat(Clockwork.due(d, BORN.minusSeconds(9999))).isEmpty();
  }

  @Test
  void the_next_bell_is_the_first_that_is_still_to_come() {
    var both = deployment(RunState.RUNNING, Optional.of(LATER), Optional.of(LATER.plusSeconds(9)));
    assertThat(Clockwork.next(both, List.of(), BORN)).contains(LATER);
    assertThat(Clockwork.next(both, List.of(), LATER)).contains(LATER.plusSeconds(9));
    assertThat(Clockwork.next(both, List.of(), LATER.plusSeconds(9))).isEmpty();
  }

  private static Deployment deployment(
      RunState state, Optional<Instant> stopAt, Optional<Instant> removeAt, Schedule... schedules) {
    var desired =
        new Desired(
            "shop",
            "digest",
            Map.of(),
            List.of(),
            "local",
            state,
            false,
            stopAt,
            removeAt,
            Set.of(),
            true,
            List.of(schedules),
            Map.of());
    return new Deployment(
        new DeploymentId("d"),
        1,
        new ProjectId("p"),
        "shop",
        "",
        "",
        1,
        desired,
        Observed.NOTHING,
        1,
        BORN);
  }
}
