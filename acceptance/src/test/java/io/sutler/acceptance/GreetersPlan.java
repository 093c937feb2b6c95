package io.sutler.acceptance;

import java.util.Map;

/**
 * A light service on machines, that is drained where a machine leaves, and leaves things behind.
 */
final class GreetersPlan {
  static final String TEXT =
      """
      kind: Plan
      name: greeters
      version: 1.0.0
      parameters:
        count: { type: integer, minimum: 1, maximum: 3, x-scales: node }
      secrets: { ssh: { type: ssh_key } }
      components:
        node:
          driver: servers
          with: { count: "${params.count}", key: "${secrets.ssh}" }
        site:
          driver: ansible
          with:
            playbook: bin/site.yml
            groups: { web: "${node.members}" }
            key: "${secrets.ssh}"
          before_member_leaves: { of: node, operation: drain }
      operations:
        drain:
          component: site
          command: [bin/drain.yml]
          repeatable: true
          parameters: { members: { type: array, items: { type: string } } }
      """;

  static final Map<String, String> BOOKS =
      Map.of(
          "site.yml",
          """
          - hosts: web
            gather_facts: false
            tasks:
              - file: { path: /srv/greeter, state: directory }
              - copy:
                  dest: /srv/greeter/index.html
                  content: "{{ inventory_hostname.split('-')[1] }} of {{ groups['web'] | length }}"
              - copy:
                  dest: /etc/systemd/system/greeter.service
                  content: |
                    [Service]
                    ExecStart=/usr/bin/python3 -m http.server 8000 --directory /srv/greeter
              - file: { path: /srv/keeper, state: directory }
              - copy:
                  dest: /etc/systemd/system/keeper.service
                  content: |
                    # {{ sutler.owner }}
                    # with it: /srv/keeper /srv/../etc/hostname
                    [Service]
                    ExecStart=/bin/sleep infinity
              - systemd: { name: keeper, state: started, daemon_reload: true }
              - systemd: { name: greeter, state: started, daemon_reload: true }
              - wait_for: { port: 8000, timeout: 60 }
          """,
          "drain.yml",
          """
          - hosts: web
            gather_facts: false
            tasks:
              - systemd: { name: greeter, state: stopped }
                when: inventory_hostname in members
          """);

  /** Cleans a host of what does not say whose it is. */
  static final String RELEASE =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - shell: systemctl stop greeter || true
          - file: { path: "{{ item }}", state: absent }
            loop: [/srv/greeter, /etc/systemd/system/greeter.service]
          - systemd: { daemon_reload: true }
      """;

  /** Says what is left of it on a host. */
  static final String LEFT =
      "ls -d /srv/greeter /etc/systemd/system/greeter.service 2>/dev/null; pgrep -f 'http[.]server';"
          + " ls -d /srv/keeper /etc/systemd/system/keeper.service 2>/dev/null; pgrep -f 'slee[p] infinity';"
          + " test -e /etc/hostname || echo hostname";

  private GreetersPlan() {}
}
