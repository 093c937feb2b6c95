package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.ProgramFailure;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How Ansible goes through a playbook: its own linear way, or Mitogen's where a plan or else the
 * region asks for it. Whoever asks for what cannot be had is told so, and served all the same.
 *
 * @param installed empty when there is no Ansible
 */
record ChooseStrategy(Optional<FindMitogen> installed) {
  static final String SETTING = "ansible_strategy";

  private static final String LINEAR = "linear";
  private static final String MITOGEN = "mitogen";

  /**
   * Where Mitogen's strategies lie when it is to be used.
   *
   * @param unknown a machine whose key nobody has told: Mitogen takes no machine's own word for it
   * @throws ProgramFailure when the region names a strategy that is none
   */
  Optional<Path> mitogen(AnsibleInputs inputs, ComponentView c, Optional<Host> unknown, StepLog log)
      throws ProgramFailure {
    if (!wanted(inputs, c).equals(MITOGEN)) {
      return Optional.empty();
    }
    var strategies = installed.flatMap(FindMitogen::strategies);
    if (strategies.isEmpty()) {
      log.note("Mitogen is not installed here (" + FindMitogen.INSTALL + "): linear instead");
    } else if (unknown.isPresent()) {
      log.note(
          "the host key of "
              + unknown.get().name()
              + " is not known yet, as Mitogen needs it: linear this time");
      return Optional.empty();
    }
    return strategies;
  }

  private static String wanted(AnsibleInputs inputs, ComponentView c) throws ProgramFailure {
    if (!inputs.strategy().isEmpty()) {
      return inputs.strategy();
    }
    var region = c.region().region();
    var said = AnsibleInputs.text(region.settings(), SETTING);
    return switch (said) {
      case "", LINEAR -> LINEAR;
      case MITOGEN -> MITOGEN;
      default ->
          throw new ProgramFailure(
              Blame.USER,
              "bad-strategy",
              "region "
                  + region.name()
                  + " has the setting "
                  + SETTING
                  + " '"
                  + said
                  + "', which is none: use linear or mitogen");
    };
  }
}
