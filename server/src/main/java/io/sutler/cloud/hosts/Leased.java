package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import java.time.Duration;
import java.util.Optional;

/**
 * A host as one lease has it: what is run there first looks whether that is there still.
 *
 * @param handle of the host and its lease
 */
record Leased(Shells shells, CloudRegion region, Host host, String handle) {
  /** What a script that ships with Sutler says, run as root. */
  Answer told(String script, Duration within) throws CloudTrouble, InterruptedException {
    return told(Script.of(script), within);
  }

  Answer told(Script script, Duration within) throws CloudTrouble, InterruptedException {
    return shells
        .to(host, region)
        .run(
            AskHosts.place(script, host)
                .with("LEASE", handle.substring(handle.indexOf('@') + 1))
                .with("LOCAL", host.local() ? "yes" : "no"),
            Shell.As.ROOT,
            within);
  }

  /**
   * @param good what it says when all is well
   * @return what it says after {@code failed}; empty when all is well
   */
  Optional<String> failed(Script script, String good, Duration within)
      throws CloudTrouble, InterruptedException {
    var answer = told(script, within);
    var failed = answer.line("failed");
    if (failed.isEmpty() && !answer.says(good) && !answer.says("lost")) {
      throw Troubles.strange(host, script.name(), answer);
    }
    return failed;
  }
}
