package io.sutler.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.Region;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.servers.Door;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.ManualClock;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that does not answer by SSH: slow for a moment, or lost for good. */
class SilentMachineTest {
  @TempDir private Path directory;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T00:00:00Z"));
  private final FakeMachines cloud = new FakeMachines(clock, new CloudFaults(1, 0));
  private final TestLog log = new TestLog();
  private boolean mute;
  private Optional<String> handle = Optional.empty();
  private final Driver driver =
      new ServersDriver(
          Map.of("fake", cloud),
          new Door() {
            @Override
            public boolean answers(String address) {
              return !mute;
            }

            @Override
            public String hostKey(String address) {
              return "ssh-ed25519 AAAA";
            }
          },
          clock,
          this::pause);
  private RegionView region = Views.region("unset", Path.of("/"));
  private Views component = Views.component("servers", "node", region, Path.of("/"));

  private void pause(Duration time) {
    clock.advance(time);
    if (log.notes().stream().anyMatch(note -> note.contains("asking"))) {
      mute = false; // a machine that was started again answers
    }
  }

  @BeforeEach
  void stands_for_days() throws Exception {
    var settings = Map.<String, Object>of("ledger", directory.resolve("ledger").toString());
    region =
        new RegionView(
            new Region("far", Optional.empty(), "fake", "", settings, "", false, 4),
            "sutler-a",
            directory);
    component = Views.component("servers", "node", region, directory).within(Duration.ofDays(99));
    apply();
    component = component.applied();
    clock.advance(Duration.ofDays(9));
    assertThat(state()).isEqualTo(MemberState.UP);
    mute = true;
  }

  @Test
  void one_that_misses_a_knock_is_waited_for_and_left_alone() throws Exception {
    assertThat(state()).isEqualTo(MemberState.STARTING);
    clock.advance(Duration.ofMinutes(4));
    assertThat(state()).isEqualTo(MemberState.STARTING);
    mute = false;
    assertThat(state()).isEqualTo(MemberState.UP);
    mute = true;
    clock.advance(Duration.ofMinutes(4));
    assertThat(state()).as("silent anew").isEqualTo(MemberState.STARTING);
  }

  @Test
  void one_that_stays_silent_for_five_minutes_is_started_again_once() throws Exception {
    assertThat(state()).isEqualTo(MemberState.STARTING);
    clock.advance(Duration.ofMinutes(6));
    assertThat(state()).isEqualTo(MemberState.DOWN);
    apply();
    assertThat(log.notes())
        .filteredOn(note -> note.contains("SSH has not answered for 5 minutes"))
        .hasSize(1);
    assertThat(state()).isEqualTo(MemberState.UP);
  }

  private void apply() throws InterruptedException {
    var progress = driver.apply(view(), log);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    handle = ((Progress.Done) progress).handle();
  }

  private ComponentView view() {
    return component.view().with(handle, clock.instant().plus(Duration.ofMinutes(20)));
  }

  private MemberState state() throws InterruptedException {
    var seen = driver.observe(view(), () -> driver.look(region));
    assertThat(seen).isInstanceOf(Observation.Present.class);
    return ((Observation.Present) seen).members().getFirst().state();
  }
}
