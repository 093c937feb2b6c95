package io.sutler.driver.process;

import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import java.io.IOException;

/** Says what applying would do to a program. */
final class PreviewProcess {
  private PreviewProcess() {}

  static String effect(ComponentView c) throws IOException {
    var record = ProcessRecord.read(c);
    boolean running = Running.of(c).isPresent();
    if (c.runState() != RunState.RUNNING) {
      return running ? "stops it, keeps its data" : "stays down";
    }
    if (!running || record.isEmpty()) {
      return record.isEmpty() ? "starts it" : "starts it again, with its data";
    }
    if (record.get().digest().equals(c.desired().digest())) {
      return "keeps running";
    }
    if (record.get().shape().equals(ProcessInputs.shape(c))) {
      if (record.get().hasSettings(c)) {
        return "keeps running";
      }
      if (!ProcessInputs.of(c).reload().isEmpty()) {
        return "reloads its settings, or restarts where they need it; keeps its data";
      }
    }
    return "restarts, keeps its data";
  }
}
