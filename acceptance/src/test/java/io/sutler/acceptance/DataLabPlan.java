package io.sutler.acceptance;

/** Machines with several of the catalogue's services side by side on them. */
final class DataLabPlan {
  static final String NAME = "data-lab";

  /** {@code again} changes nothing but that the playbooks run once more. */
  static final String TEXT =
      """
      kind: Plan
      name: data-lab
      version: 1.0.0
      parameters:
        count: { type: integer, minimum: 2, maximum: 9, default: 2, x-scales: nodes }
        again: { type: integer, default: 0 }
        monitoring: { type: boolean, default: true }
      secrets: { ssh: { type: ssh_key } }
      components:
        nodes:
          driver: servers
          with: { count: "${params.count}", flavor: small, key: "${secrets.ssh}" }
        cache:
          use: redis@1
          with: { own_machines: false, machines: "${nodes.members}", key: "${secrets.ssh}", extra_vars: { again: "${params.again}" } }
        sql:
          use: mariadb@1
          with: { own_machines: false, machines: "${nodes.members.slice(0, 1)}", key: "${secrets.ssh}", extra_vars: { again: "${params.again}" } }
        columns:
          use: clickhouse@1
          with: { own_machines: false, machines: "${nodes.members.slice(0, 1)}", key: "${secrets.ssh}", extra_vars: { again: "${params.again}" } }
        watch:
          when: "${params.monitoring}"
          use: monitoring@1
          with: { own_machines: false, machines: "${nodes.members}", key: "${secrets.ssh}", extra_vars: { again: "${params.again}" } }
      outputs:
        redis: "${cache.url}"
        mariadb: "${sql.url}"
        clickhouse: "${columns.url}"
        clickhouse-endpoint: "${columns.endpoint}"
        prometheus: "${watch.url}"
      """;

  private DataLabPlan() {}
}
