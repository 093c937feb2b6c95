package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Kept;
import io.sutler.driver.local.Owned;
import io.sutler.driver.local.Ports;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Takes a component's program, files and ports away; its data too, unless that is kept. */
record RemoveProcess(StopProcess stop) {

  Progress remove(ComponentView c, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    if (Files.exists(ApplyProcess.lock(c))) {
      try (var _ = WorkspaceLock.take(ApplyProcess.lock(c))) {
        stop.stop(c, log);
        Owned.delete(c.workspace());
      }
    } else {
      stop.stop(c, log);
      Owned.delete(c.workspace());
    }
    Ports.of(c.region()).release(c.owner().text());
    Optional<Progress.Kept> kept = Optional.empty();
    if (c.keepData()) {
      kept = Kept.keep(c);
    } else {
      Owned.delete(c.storage());
    }
    Owned.deleteEmptyFolder(c.workspace(), c.region());
    return new Progress.Done(Map.of(), Optional.empty(), kept);
  }
}
