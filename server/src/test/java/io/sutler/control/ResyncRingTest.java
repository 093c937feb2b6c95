package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResyncRingTest {
  @Property(tries = 300)
  void each_key_comes_once_in_each_interval(
      @ForAll @IntRange(min = 1, max = 50) int slots,
      @ForAll @Size(max = 40) Set<@IntRange(max = 5000) Integer> keys) {
    var ring = new ResyncRing(slots);
    keys.forEach(ring::add);
    for (int round = 0; round < 3; round++) {
      var times = new HashMap<Long, Integer>();
      for (int tick = 0; tick < slots; tick++) {
        ring.tick(key -> times.merge(key, 1, Integer::sum));
      }
      assertThat(times.keySet())
          .isEqualTo(keys.stream().map(Integer::longValue).collect(Collectors.toSet()));
      assertThat(times.values()).allMatch(n -> n == 1);
    }
  }

  @Test
  void what_was_removed_comes_no_more() {
    var ring = new ResyncRing(1);
    ring.add(3);
    ring.add(4);
    ring.remove(3);
    var seen = new ArrayList<Long>();
    ring.tick(seen::add);
    assertThat(seen).containsExactly(4L);
    assertThat(ring.size()).isEqualTo(1);
  }
}
