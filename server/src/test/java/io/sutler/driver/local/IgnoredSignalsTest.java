package io.sutler.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {
  @Test
  void nothing_is_put_before_a_command_where_nothing_is_ignored() {
    assertThat(IgnoredSignals.reset(List.of("Name:\tjava", "SigIgn:\t0000000000001000"))).isEmpty();
    assertThat(IgnoredSignals.reset(List.of())).isEmpty();
  }

  @Test
  void what_a_shell_or_nohup_lets_us_ignore_is_taken_again() {
    assertThat(IgnoredSignals.reset(List.of("SigIgn:\t0000000000000006")))
        .containsExactlyInAnyOrder("env", "--default-signal=INT", "--default-signal=QUIT")
        .startsWith("env");
    assertThat(IgnoredSignals.reset(List.of("SigIgn:\t0000000000000001")))
        .containsExactly("env", "--default-signal=HUP");
  }
}
