package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import io.sutler.driver.ansible.AnsibleDriver;
import io.sutler.driver.local.LocalTools;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What plans say of a playbook, held against the driver's own form. */
class AnsiblePlansTest {
  private static final String GIT = "git: { url: 'https://example.org/a.git', commit: v1 }";

  private static List<String> faults(String with) {
    var nowhere = Path.of("/nonexistent");
    var driver =
        new AnsibleDriver(InstantSource.system(), LocalTools.of(nowhere, nowhere, Map.of()));
    var context =
        new Context(
            Optional.empty(),
            Trust.OPERATOR,
            Map.of("ansible", new DriverFacts(driver.traits().inputs(), true)),
            Optional.empty());
    var plan =
        PlansForTests.headed(
            """
            parameters: { hosts: { type: array, items: { type: object } } }
            secrets: { ssh: { type: ssh_key } }
            components:
              site:
                driver: ansible
                with:
            """
                + with.indent(6));
    try {
      new PlanParser().parse(PlansForTests.bundle(plan, "site.yml"), context);
      return List.of();
    } catch (Refusal e) {
      return e.faults().stream().map(f -> f.message()).toList();
    }
  }

  @Test
  void a_playbook_and_a_repository_at_once_are_refused_also_beside_templates() {
    var both =
        "component 'site', with/playbook: cannot be given together with 'git': give one of them";
    var templates = "groups: { all_of_them: \"${params.hosts}\" }\nkey: \"${secrets.ssh}\"\n";
    assertThat(faults("playbook: site.yml\n" + GIT + "\n" + templates)).containsExactly(both);
    assertThat(faults("playbook: site.yml\n" + GIT + "\ngroups: { a: [] }\n"))
        .containsExactly(both);
    assertThat(faults("playbook: site.yml\n" + templates)).isEmpty();
    assertThat(faults(GIT + "\n" + templates)).isEmpty();
  }
}
