package io.sutler.driver.ansible;

import io.sutler.domain.Blame;
import io.sutler.domain.Region;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.ProgramFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How Ansible goes through a playbook: its own linear way, or Mitogen's where a plan or else the
 * region asks for it. Whoever asks for what cannot be had is told so, and served all the same.
 *
 * @param installed empty when there is no Ansible
 */
record ChooseStrategy(Optional<FindMitogen> installed) {
  private static final String SETTING = "ansible_strategy";
  private static final String LINEAR = "linear";
  private static final String MITOGEN = "mitogen";

  /**
   * Where Mitogen's strategies lie when it is to be used.
   *
   * @throws ProgramFailure when the region names a strategy that is none
   */
  Optional<Path> mitogen(
      AnsibleInputs inputs, ComponentView c, Inventory hosts, PlaybookFiles files, StepLog log)
      throws ProgramFailure, IOException {
    if (!wanted(inputs, c).equals(MITOGEN)) {
      return Optional.empty();
    }
    var strategies = installed.flatMap(FindMitogen::strategies);
    if (strategies.isEmpty()) {
      log.note("Mitogen is not installed here (" + FindMitogen.INSTALL + "): linear instead");
      return strategies;
    }
    // it takes no machine's own word for its key, as OpenSSH does here at the first connection
    var unknown = hosts.unknown(files.knownBefore());
    unknown.ifPresent(host ->
        log.note(
            "the host key of "
                + host.name()
                + " is not known yet, as Mitogen needs it: linear this time"));
    return unknown.isPresent() ? Optional.empty() : strategies;
  }

  private static String wanted(AnsibleInputs inputs, ComponentView c) throws ProgramFailure {
    if (!inputs.strategy().isEmpty()) {
      return inputs.strategy();
    }
    var region = c.region().region();
    var fault = fault(region);
    if (fault.isPresent()) {
      throw new ProgramFailure(Blame.USER, "bad-strategy", fault.get());
    }
    return said(region).isEmpty() ? LINEAR : said(region);
  }

  private static String said(Region region) {
    return AnsibleInputs.text(region.settings(), SETTING);
  }

  /** Why a region's setting cannot be; empty when it can. */
  static Optional<String> fault(Region region) {
    var said = said(region);
    return List.of("", LINEAR, MITOGEN).contains(said)
        ? Optional.empty()
        : Optional.of(
            "region %s has the setting %s '%s', which is none: use linear or mitogen"
                .formatted(region.name(), SETTING, said));
  }
}
