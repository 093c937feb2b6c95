package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.store.Fence;
import io.sutler.store.Passes;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final Duration TTL = Duration.ofSeconds(15);
  private Instant now = Instant.parse("2026-11-21T06:00:00Z");
  private List<Fence> given = List.of(fence(1), fence(2));
  private final List<Fence> gained = new ArrayList<>();
  private final List<Fence> lost = new ArrayList<>();
  private final Leases leases = new Leases(passes(), () -> now, "me", Set.of(""), TTL);

  @Test
  void gives_the_fence_of_a_keys_shard_while_the_lease_holds() {
    renew();
    assertThat(leases.fence("", 64 + 1)).contains(fence(1));
    assertThat(leases.fence("", 3)).isEmpty();
    assertThat(leases.fence("elsewhere", 1)).isEmpty();
    assertThat(gained).hasSize(2);
  }

  @Test
  void a_lease_that_lapsed_gives_no_fence_whatever_the_store_says() {
    renew();
    now = now.plus(TTL);
    assertThat(leases.fence("", 1)).isEmpty();
  }

  @Test
  void after_a_lapse_all_shards_are_new_so_that_keys_turned_away_are_found_again() {
    renew();
    now = now.plus(TTL);
    gained.clear();
    renew();
    assertThat(gained).hasSize(2);
    assertThat(leases.fence("", 1)).isPresent();
  }

  @Test
  void a_renewal_in_time_gains_nothing_new() {
    renew();
    gained.clear();
    now = now.plus(TTL.dividedBy(3));
    renew();
    assertThat(gained).isEmpty();
    assertThat(lost).isEmpty();
  }

  @Test
  void a_shard_that_went_and_one_with_another_fence_are_told() {
    renew();
    gained.clear();
    given = List.of(new Fence("", 2, 9, "me"));
    renew();
    assertThat(lost).containsExactlyInAnyOrder(fence(1), fence(2));
    assertThat(gained).containsExactly(new Fence("", 2, 9, "me"));
    assertThat(leases.fence("", 1)).isEmpty();
  }

  private void renew() {
    leases.renew(gained::add, lost::add);
  }

  private static Fence fence(int shard) {
    return new Fence("", shard, 1, "me");
  }

  private Passes passes() {
    return (Passes)
        Proxy.newProxyInstance(
            Passes.class.getClassLoader(),
            new Class<?>[] {Passes.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("lease");
              return given;
            });
  }
}
