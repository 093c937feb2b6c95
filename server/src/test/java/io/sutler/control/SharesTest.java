package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.ProjectId;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final ProjectId MANY = new ProjectId("many");
  private static final ProjectId FEW = new ProjectId("few");
  private final Shares shares = new Shares(2);

  @Test
  void a_project_with_its_share_under_way_keeps_nobody_else_waiting() {
    assertThat(shares.enter(MANY, 1)).isTrue();
    assertThat(shares.enter(MANY, 2)).isTrue();
    assertThat(shares.enter(MANY, 3)).isFalse();
    assertThat(shares.enter(FEW, 4)).isTrue();
    assertThat(shares.waiting()).isEqualTo(1);
  }

  @Test
  void who_leaves_makes_room_for_those_that_came_first_each_once() {
    for (long key = 1; key <= 5; key++) {
      var unused = shares.enter(MANY, key);
    }
    assertThat(shares.enter(MANY, 3)).as("marked once more").isFalse();
    assertThat(shares.leave(MANY)).containsExactly(3L);
    assertThat(shares.leave(MANY)).containsExactly(4L, 5L);
    assertThat(shares.waiting()).isZero();
  }

  @Test
  void what_was_given_room_and_never_came_keeps_no_others_waiting() {
    for (long key = 1; key <= 6; key++) {
      var unused = shares.enter(MANY, key);
    }
    assertThat(shares.leave(MANY)).containsExactly(3L);
    assertThat(shares.leave(MANY)).as("the room of 3 is still free").containsExactly(4L, 5L);
  }
}
