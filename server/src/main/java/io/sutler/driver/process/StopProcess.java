package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.ControlGroups;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Exits;
import io.sutler.driver.local.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Ends a component's program as its plan says, and then all that came of it. */
record StopProcess(InstantSource clock, Supervise supervise) {

  /** When this returns, no process of the component is left. */
  void stop(ComponentView c, StepLog log)
      throws InterruptedException, IOException, EndAll.CannotEnd {
    supervise.forget(c.owner());
    var inputs = ProcessInputs.of(c);
    var kin = Running.kin(c);
    var members = EndAll.signal(kin, Signal.CONT);
    var running = Running.of(c);
    if (running.isPresent()) {
      running.get().id().signal(inputs.stopSignal());
      if (!Exits.get().await(running.get().id(), patience(c, inputs))) {
        log.note(
            "it did not end within "
                + patience(c, inputs).toSeconds()
                + " s after "
                + inputs.stopSignal()
                + ": killed");
      }
    } else if (!members.isEmpty()) {
      log.note("ending " + members.size() + " processes that were left of it");
    }
    EndAll.kill(kin);
    ControlGroups.removeOfOwner(c.owner().text());
  }

  private Duration patience(ComponentView c, ProcessInputs inputs) {
    var left = Duration.between(clock.instant(), c.deadline());
    return inputs.stopWithin().compareTo(left) < 0 ? inputs.stopWithin() : left;
  }
}
