package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.DataPolicy;
import io.sutler.domain.OutputSpec;
import io.sutler.domain.SecretSpec;
import io.sutler.domain.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamplePlansTest {
  private static final String POSTGRESQL =
      """
      kind: Plan
      name: postgresql
      version: 1.2.0
      title: PostgreSQL
      category: database
      parameters:
        max_connections: { type: integer, minimum: 10, maximum: 5000, default: 100, title: Connections }
      secrets:
        password: { length: 32 }
      components:
        database:
          driver: process
          holds_data: retain
          with:
            command: [bin/run]
            ports: { db: "${params.max_connections}" }
            settings: { max_connections: "${params.max_connections}", password: "${secrets.password}" }
          ready: { command: [bin/answers], within: 30s }
          resources: { cpus: 0.5, memory: 256MiB, disk: 1GiB }
          outputs:
            url: { type: database, secret: true }
      operations:
        backup:  { component: database, command: [bin/backup],  repeatable: true,  outputs: { file: { type: backup } } }
        restore: { component: database, command: [bin/restore], repeatable: false, confirm: true }
      outputs:
        url: "${database.url}"
      limits: { per_project: 5 }
      """;

  private static final String[] FILES = {"bin/run", "bin/answers", "bin/backup", "bin/restore"};

  @Test
  void a_secret_may_be_an_ssh_key() {
    var plan =
        "kind: Plan\nname: a\nversion: 1.0.0\nsecrets: { ssh: { type: ssh_key } }\n"
            + "components: { c: { driver: script, with: { script: bin/run } } }\n";
    assertThat(PlansForTests.parse(plan, FILES).secrets().get("ssh"))
        .isEqualTo(new SecretSpec(SecretSpec.Kind.SSH_KEY, 24));
    assertThatThrownBy(() -> PlansForTests.parse(plan.replace("ssh_key", "rsa"), FILES))
        .hasMessageContaining("use text or ssh_key");
  }

  @Test
  void a_whole_plan_is_read() {
    var plan = PlansForTests.parse(POSTGRESQL, FILES);
    assertThat(plan.ref()).isEqualTo("postgresql@1.2.0");
    assertThat(plan.perProject()).contains(5);
    assertThat(plan.secrets()).containsEntry("password", new SecretSpec(32));
    assertThat(plan.outputs()).containsExactly(Map.entry("url", "${database.url}"));
    var database = plan.components().getFirst();
    assertThat(database.holdsData()).isEqualTo(DataPolicy.RETAIN);
    assertThat(database.resources().fixed().cpus()).isEqualTo(500);
    assertThat(database.resources().fixed().memory()).isEqualTo(256L << 20);
    assertThat(database.ready().orElseThrow().within()).isEqualTo(Duration.ofSeconds(30));
    assertThat(database.outputs())
        .containsExactly(Map.entry("url", new OutputSpec("database", true, true)));
    assertThat(plan.operations())
        .hasEntrySatisfying("restore", o -> assertThat(o.confirm()).isTrue());
    assertThat(plan.operations())
        .hasEntrySatisfying("backup", o -> assertThat(o.repeatable()).isTrue());
  }

  @Test
  void the_smallest_plan_is_read() {
    var plan =
        PlansForTests.parse(
            """
            kind: Plan
            name: mongodb
            version: 0.1.0
            components:
              mongodb: { driver: script, with: { script: bin/deploymongodb.sh } }
            """,
            "bin/deploymongodb.sh");
    assertThat(plan.components()).hasSize(1);
    assertThat(plan.title()).isEqualTo("mongodb");
  }

  @Test
  void a_cluster_with_parts_that_depend_on_each_other_is_read() {
    var monitoring =
        PlansForTests.parse(
            """
            kind: Plan
            name: monitoring
            version: 1.0.0
            parameters: { targets: { type: array } }
            components:
              agent: { driver: servers, with: { count: 1, tags: "${params.targets}" } }
            """);
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                parameters:
                  replicas: { type: integer, default: 2 }
                  monitoring: { type: boolean, default: true }
                components:
                  nodes:
                    driver: servers
                    with: { count: "${params.replicas + 1}" }
                  database:
                    driver: servers
                    needs: [nodes]
                    with:
                      count: 1
                      tags: { primary: "${nodes.members.slice(0, 1)}" }
                    before_member_leaves: { of: nodes, operation: drain }
                  monitoring:
                    when: "${params.monitoring}"
                    use: monitoring
                    with: { targets: "${nodes.members}" }
                operations:
                  drain:
                    component: database
                    command: [bin/drain]
                    repeatable: true
                    parameters: { members: { type: array, items: { type: string } } }
                """),
            List.of(monitoring),
            "bin/drain");
    assertThat(plan.uses()).containsExactly(Map.entry("monitoring", monitoring.digest()));
    assertThat(plan.components().get(2).needs()).containsExactly("nodes");
  }

  @Test
  void a_published_plan_is_loaded_as_it_was_parsed() {
    var plan = PlansForTests.parse(POSTGRESQL, FILES);
    var again =
        new PlanParser()
            .load(
                Bundle.read(PlansForTests.bundle(POSTGRESQL, FILES).zip()),
                Optional.empty(),
                Trust.OPERATOR,
                Map.of());
    assertThat(again).isEqualTo(plan);
  }

  @Test
  void a_need_that_an_expression_implies_is_added() {
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                """
                components:
                  nodes: { driver: servers, with: { count: 1 }, outputs: { ip: { type: address } } }
                  app: { driver: servers, with: { count: 1, tags: "at ${nodes.ip}" } }
                """));
    assertThat(plan.components().get(1).needs()).containsExactly("nodes");
  }
}
