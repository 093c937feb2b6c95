package io.sutler.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LimitsTest {
  private static final String LOCAL = "local";
  private final Limits limits = new Limits(1_000);
  private final BlockingQueue<String> order = new LinkedBlockingQueue<>();
  private final List<Thread> waiting = new ArrayList<>();

  private List<Limits.Room> full() throws InterruptedException {
    var room = new ArrayList<Limits.Room>();
    for (int i = 0; i < 4; i++) {
      room.add(limits.enter("p", LOCAL, 4, false));
    }
    return room;
  }

  /** Lets somebody wait in line; says their name, and leaves, once they are in. */
  private Thread queue(String name, boolean repair) {
    return queue(name, repair, 4);
  }

  private Thread queue(String name, int inRegion) {
    return queue(name, false, inRegion);
  }

  private Thread queue(String name, boolean repair, int inRegion) {
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try (var _ = limits.enter("p", LOCAL, inRegion, repair)) {
                order.add(name);
              } catch (InterruptedException e) {
                order.add(name + " gave up");
              }
            });
    Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
    waiting.add(thread);
    return thread;
  }

  private void joinAll() throws InterruptedException {
    for (var thread : waiting) {
      thread.join();
    }
  }

  @Test
  void a_region_that_is_made_wider_lets_those_in_who_wait() throws Exception {
    assertThat(full()).hasSize(4);
    queue("install", false);
    var first = limits.enter("p", LOCAL, 6, false);
    joinAll();
    assertThat(order).containsExactly("install");
    first.close();
  }

  @Test
  void a_region_that_is_made_narrower_is_so_once_those_have_left_who_were_in() throws Exception {
    var before = full();
    limits.enter("p", LOCAL, 1, true).close();
    queue(LOCAL + "-narrow", 1);
    before.removeLast().close();
    before.removeLast().close();
    before.removeLast().close();
    assertThat(order).isEmpty();
    before.removeLast().close();
    joinAll();
    assertThat(order).containsExactly(LOCAL + "-narrow");
  }

  @Test
  void a_repair_goes_at_once_where_all_room_is_taken() throws Exception {
    assertThat(full()).hasSize(4);
    queue("install", false);
    queue("repair", true).join();
    assertThat(order).containsExactly("repair");
  }

  @Test
  void the_reserve_is_no_room_for_the_rest_and_is_bounded() throws Exception {
    assertThat(full()).hasSize(4);
    var one = limits.enter("p", LOCAL, 4, true);
    var two = limits.enter("p", LOCAL, 4, true);
    queue("third repair", true);
    queue("install", false);
    assertThat(order).isEmpty();
    one.close();
    assertThat(order.poll(20, TimeUnit.SECONDS)).isEqualTo("third repair");
    two.close();
    assertThat(order).as("the reserve stays free").isEmpty();
  }

  @Test
  void repairs_go_first_but_do_not_starve_the_rest() throws Exception {
    var room = full();
    for (int i = 0; i < 2; i++) {
      assertThat(limits.enter("p", LOCAL, 4, true)).isNotNull();
    }
    queue("install", false);
    for (int i = 0; i < 8; i++) {
      queue("repair", true);
    }
    room.getFirst().close();
    joinAll();
    assertThat(order).hasSize(9);
    assertThat(List.copyOf(order).indexOf("install")).isBetween(1, 5);
  }

  @Test
  void each_lane_is_first_come_first_served_and_all_room_comes_back() throws Exception {
    var room = full();
    for (var name : List.of("a", "b", "c")) {
      queue(name, false);
    }
    room.getFirst().close();
    joinAll();
    assertThat(order).containsExactly("a", "b", "c");
    room.subList(1, 4).forEach(Limits.Room::close);
    assertThat(full()).hasSize(4);
    queue("fifth", false);
    assertThat(order).hasSize(3);
  }

  @Test
  void who_gives_up_takes_no_room_along() throws Exception {
    var room = full();
    var first = queue("first", false);
    queue("second", false);
    first.interrupt();
    first.join();
    room.getFirst().close();
    joinAll();
    assertThat(order).containsExactly("first gave up", "second");
    limits.enter("p", LOCAL, 4, false).close();
  }

  @Test
  void a_project_that_is_full_holds_up_no_other() throws Exception {
    var narrow = new Limits(1);
    assertThat(narrow.enter("one", LOCAL, 4, false)).isNotNull();
    narrow.enter("two", LOCAL, 4, false).close();
    narrow.enter("one", LOCAL, 4, true).close();
  }
}
