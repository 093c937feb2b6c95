package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.driver.Means;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Whether Mitogen or Ansible itself goes through a playbook: the plan says, or else the region. */
@EnabledIf(
    value = "io.sutler.testkit.ansible.AnsibleDrivers#installed",
    disabledReason = "ansible-playbook is not installed")
class StrategyTest extends OnePlaybook {
  private void region(Object strategy) {
    inRegion(Map.of("ansible_strategy", strategy), Means.NONE, "config");
    tasks(
        "- set_stats: { data: { sutler_outputs: { config: \"{{ lookup('file', lookup('env',"
            + " 'ANSIBLE_CONFIG')) }}\" } } }");
  }

  private boolean isByMitogen() throws InterruptedException {
    return String.valueOf(done().outputs().get("config")).contains("strategy = mitogen_linear");
  }

  @Test
  void a_region_that_asks_for_mitogen_has_it_or_is_told_that_it_is_not_installed()
      throws Exception {
    region("mitogen");
    if (!isByMitogen()) {
      assertThat(log.notes()).anyMatch(n -> n.startsWith("Mitogen is not installed here"));
    }
  }

  @Test
  void what_the_plan_says_goes_before_the_region() throws Exception {
    region("mitogen");
    component = component.input("strategy", "linear");
    assertThat(isByMitogen()).isFalse();
    assertThat(log.notes()).noneMatch(note -> note.contains("itogen"));
  }

  @Test
  void a_strategy_that_is_none_is_refused_with_what_there_is() throws Exception {
    for (Object none : List.of("free", "Mitogen", "mitogen\nforks = 1", 7, Map.of("a", "b"))) {
      region(none);
      var failure = failed();
      assertThat(failure.code()).isEqualTo("bad-strategy");
      assertThat(failure.blame()).isEqualTo(Blame.USER);
      assertThat(failure.message())
          .startsWith("region lab has the setting ansible_strategy '")
          .endsWith("use linear or mitogen");
      assertThat(driver.faults(component.view().region().region()))
          .containsExactly(failure.message());
    }
  }
}
