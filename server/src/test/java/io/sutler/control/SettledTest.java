package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettledTest {
  private final Settled settled = new Settled();

  @Test
  void a_key_is_known_again_by_its_print_alone() {
    assertThat(settled.is(7, 5)).isFalse();
    settled.settle(7, 5);
    assertThat(settled.is(7, 5)).isTrue();
    assertThat(settled.is(7, 6)).isFalse();
    assertThat(settled.is(8, 5)).isFalse();
  }

  @Test
  void a_pass_that_begins_forgets_what_an_earlier_one_found() {
    settled.expect(7, 1);
    settled.settle(7, 5);
    assertThat(settled.begin(7)).isEqualTo(1);
    assertThat(settled.is(7, 5)).isFalse();
    assertThat(settled.begin(7)).isZero();
  }

  @Test
  void no_print_is_no_print_however_many_keys_there_are() {
    assertThat(settled.is(3_000_000, 0)).isFalse();
    settled.forget(3_000_000);
    settled.settle(3_000_000, 5);
    assertThat(settled.is(3_000_000, 5)).isTrue();
    assertThat(settled.is(2_999_999, 0)).isFalse();
    assertThat(settled.is(9_000_000, 5)).isFalse();
  }
}
