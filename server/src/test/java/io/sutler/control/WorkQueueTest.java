package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final long NEVER = Long.MAX_VALUE;
  private final WorkQueue queue = new WorkQueue(new ResyncRing(1000), 4);

  @Test
  void many_marks_make_one_turn() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      queue.mark(7, i == 50);
    }
    assertThat(queue.take()).isEqualTo(new WorkQueue.Turn(7, true, true));
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void marks_during_a_turn_make_exactly_one_more() throws InterruptedException {
    queue.mark(7, false);
    queue.take();
    queue.mark(7, false);
    queue.mark(7, true);
    assertThat(queue.waiting()).isZero();
    assertThat(queue.marksOf(7)).isEqualTo(2);
    queue.done(7, NEVER);
    assertThat(queue.take()).isEqualTo(new WorkQueue.Turn(7, true, true));
    assertThat(queue.marksOf(7)).isZero();
    queue.done(7, NEVER);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void new_work_goes_before_resync_and_keys_that_wait_for_it_change_lanes()
      throws InterruptedException {
    var small = new WorkQueue(new ResyncRing(1), 9);
    for (long key = 1; key <= 3; key++) {
      small.know(key, NEVER);
    }
    small.tick(0).forEach(small::resync);
    small.mark(9, true);
    small.mark(3, true);
    var order = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      order.add(small.take().key());
    }
    assertThat(order).containsExactly(9L, 3L, 1L, 2L);
    assertThat(small.waiting()).isZero();
  }

  @Test
  void resyncs_that_hang_leave_turns_to_new_work() throws InterruptedException {
    for (long key = 1; key <= 9; key++) {
      queue.know(key, NEVER);
      queue.resync(key);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(queue.take().fresh()).isFalse();
    }
    queue.mark(20, true);
    assertThat(queue.take().key()).as("the fourth of four turns").isEqualTo(20);
    queue.done(1, NEVER);
    assertThat(queue.take().key()).isEqualTo(4);
    assertThat(queue.waiting()).isEqualTo(5);
  }

  @Test
  void a_mark_wakes_who_works_on_its_key_and_nobody_else() throws InterruptedException {
    var woken = new ArrayList<Long>();
    queue.mark(7, true);
    queue.mark(8, true);
    queue.take();
    queue.take();
    queue.mark(8, true);
    queue.onMark(7, () -> woken.add(7L));
    queue.onMark(8, () -> woken.add(8L));
    assertThat(woken).as("one that came before anybody listened").containsExactly(8L);
    queue.mark(7, true);
    assertThat(woken).containsExactly(8L, 7L);
    queue.done(7, NEVER);
    queue.take();
    queue.mark(7, true);
    assertThat(woken).hasSize(2);
  }

  @Test
  void resync_during_a_turn_makes_no_other() throws InterruptedException {
    var small = new WorkQueue(new ResyncRing(1), 9);
    small.mark(1, true);
    small.take();
    small.tick(0).forEach(small::resync);
    small.done(1, NEVER);
    assertThat(small.waiting()).isZero();
  }

  @Test
  void comes_again_when_it_is_due_and_not_before() throws InterruptedException {
    queue.mark(7, true);
    queue.take();
    queue.done(7, 1000);
    assertThat(queue.nextDue()).isEqualTo(1000);
    queue.tick(999);
    assertThat(queue.waiting()).isZero();
    queue.tick(1000);
    assertThat(queue.take().key()).isEqualTo(7);
  }

  @Test
  void a_later_word_on_when_it_is_due_counts() throws InterruptedException {
    queue.know(7, 1000);
    queue.know(7, 2000);
    queue.tick(1500);
    assertThat(queue.waiting()).isZero();
    queue.know(7, NEVER);
    queue.tick(5000);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void what_is_dropped_is_no_longer_due() {
    queue.know(7, 1000);
    queue.mark(8, true);
    queue.drop(7);
    queue.drop(8);
    queue.tick(2000);
    assertThat(queue.waiting()).isZero();
    assertThat(queue.known()).isZero();
  }

  @Test
  void what_is_forgotten_though_it_was_marked_meanwhile_comes_again() throws InterruptedException {
    queue.mark(7, true);
    queue.take();
    queue.mark(7, true);
    queue.forget(7);
    assertThat(queue.take().key()).isEqualTo(7);
    queue.forget(7);
    assertThat(queue.waiting()).isZero();
    assertThat(queue.known()).isZero();
    assertThat(queue.inFlight()).isZero();
  }

  @Test
  void a_closed_queue_gives_no_turns() {
    queue.mark(7, true);
    queue.close();
    assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
  }

  /** Against a model that keeps what is due in sets. */
  @Property(tries = 500)
  void nothing_is_lost_doubled_or_out_of_its_lane(@ForAll long seed) throws InterruptedException {
    var random = new Random(seed);
    var tested = new WorkQueue(new ResyncRing(3), 2);
    var due = new LinkedHashSet<Long>();
    var running = new HashSet<Long>();
    var again = new HashSet<Long>();
    for (int i = 0; i < 200; i++) {
      long key = 1 + random.nextInt(6);
      switch (random.nextInt(3)) {
        case 0 -> {
          tested.mark(key, true);
          (running.contains(key) ? again : due).add(key);
        }
        case 1 -> {
          if (running.size() < 2 && !due.isEmpty()) {
            long taken = tested.take().key();
            assertThat(due.remove(taken)).as("%s was due", taken).isTrue();
            running.add(taken);
          }
        }
        default -> {
          if (running.remove(key)) {
            tested.done(key, NEVER);
            if (again.remove(key)) {
              due.add(key);
            }
          }
        }
      }
      assertThat(tested.inFlight()).isEqualTo(running.size());
      assertThat(tested.waiting()).isEqualTo(due.size());
    }
  }
}
