package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.SecretRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan that stands on machines of its own, or on those of a plan that uses it. */
class OwnMachinesTest {
  private static final Plan REDIS =
      PlansForTests.parse(
          """
          kind: Plan
          name: redis
          version: 1.0.0
          parameters:
            own_machines: { type: boolean, default: true }
            machines: { type: array, optional: true, items: { type: object } }
            key: { type: string, writeOnly: true, optional: true }
            extra_vars: { type: object, default: {} }
          secrets: { ssh: { type: ssh_key } }
          components:
            nodes:
              when: "${params.own_machines}"
              driver: servers
              with: { count: 2, tags: "${secrets.ssh}" }
            redis:
              driver: servers
              with:
                count: 1
                tags:
                  members: "${params.own_machines ? nodes.members : params.machines}"
                  first: "${(params.own_machines ? nodes.members : params.machines).slice(0, 1)}"
                  key: "${params.own_machines ? secrets.ssh : params.key}"
                  vars: "${params.extra_vars}"
              outputs: { url: { type: endpoint } }
          outputs: { url: "${redis.url}" }
          """);

  private static final Plan CLUSTER =
      PlansForTests.parse(
          PlansForTests.headed(
              """
              parameters: { extra: { type: object, default: {} } }
              secrets: { ssh: { type: ssh_key } }
              components:
                nodes: { driver: servers, with: { count: 2 } }
                cache:
                  use: redis@1.0.0
                  with: { own_machines: false, machines: "${nodes.members}", key: "${secrets.ssh}", extra_vars: "${params.extra}" }
              """),
          List.of(REDIS));

  @Test
  void of_its_own_it_makes_machines_and_waits_for_them() {
    var params = InputsForTests.params(Map.of("own_machines", true, "extra_vars", Map.of()));
    assertThat(params.resolve(REDIS))
        .extracting(Resolution::name)
        .containsExactly("nodes", "redis");
    assertThat(params.secret("ssh").waits(REDIS, "redis")).isEqualTo("waits for nodes");
    var there = params.secret("ssh").seen("nodes", Map.of(), "n1", "n22");
    var given = (Map<?, ?>) there.input(REDIS, "redis", "tags");
    assertThat((List<?>) given.get("members")).hasSize(2);
    assertThat((List<?>) given.get("first")).hasSize(1);
    assertThat(given.get("key")).isEqualTo(new SecretRef("D1/ssh").text());
  }

  @Test
  void of_another_it_takes_the_machines_their_key_and_more_variables_as_they_are() {
    var inputs =
        InputsForTests.params(Map.of("extra", Map.of("port", 7L, "on", true, "l", List.of("a"))))
            .using(REDIS)
            .secret("ssh")
            .secret("cache.ssh");
    assertThat(inputs.resolve(CLUSTER))
        .extracting(Resolution::name)
        .containsExactly("nodes", "cache.redis");
    assertThat(inputs.waits(CLUSTER, "cache.redis")).isEqualTo("waits for nodes");
    var there = inputs.seen("nodes", Map.of(), "n1", "n22");
    var given = (Map<?, ?>) there.input(CLUSTER, "cache.redis", "tags");
    assertThat((List<?>) given.get("members")).hasSize(2);
    assertThat((List<?>) given.get("first"))
        .isEqualTo(
            List.of(Map.of("name", "n1", "role", "", "facts", Map.of("address", "10.0.0.2"))));
    assertThat(given.get("key")).isEqualTo(new SecretRef("D1/ssh").text());
    assertThat(given.get("vars")).isEqualTo(Map.of("port", 7L, "on", true, "l", List.of("a")));
    assertThat(there.resolve(CLUSTER, "cache.redis").needs()).containsExactly("nodes");
  }
}
