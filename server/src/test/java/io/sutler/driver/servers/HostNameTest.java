package io.sutler.driver.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostNameTest {
  @Test
  void is_what_people_expect_where_it_can_be() {
    assertThat(HostName.of("orders", "node-0")).isEqualTo("orders-node-0");
  }

  @Test
  void is_a_dns_label_whatever_the_member_is_called() {
    for (var member : new String[] {"worker[a.b]-12", "a.b-0", "x".repeat(80) + "-101"}) {
      assertThat(HostName.of("orders", member)).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    }
    assertThat(HostName.of("orders", "x".repeat(80) + "-101")).endsWith("-101");
  }

  @Test
  void two_members_never_share_one() {
    assertThat(HostName.of("orders", "worker[a]-0"))
        .isNotEqualTo(HostName.of("orders", "worker.a-0"))
        .isNotEqualTo(HostName.of("orders", "worker-a-0"));
  }
}
