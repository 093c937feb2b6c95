package io.sutler.control;

import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.StepLog;
import io.sutler.store.Accept.AuditEntry;
import io.sutler.view.Ghosts.By;
import java.util.Map;
import java.util.Optional;

/** Removes a ghost that was just seen, and writes down who had it removed. Thread-safe. */
record SweepGhosts(House house) {
  /** Why it was not; empty when it was, or was asked to go and is listed until it is gone. */
  Optional<String> sweep(Leftover ghost, By by) throws InterruptedException {
    Driver driver = ghost.driver();
    var swept = driver.sweep(ghost.found(), house.view(ghost.region()), StepLog.SILENT);
    var found = ghost.found();
    house
        .tools()
        .store()
        .audits()
        .append(
            ghost.region().project(),
            house.tools().clock().instant(),
            new AuditEntry(
                by.name(),
                by.face(),
                "remove ghost",
                "ghost/" + ghost.id(),
                Map.of(
                    "region", ghost.region().name(),
                    "kind", found.kind(),
                    "handle", found.handle(),
                    "owner", found.owner().text()),
                Map.of(),
                outcome(swept)));
    return swept instanceof Progress.Failed failed
        ? Optional.of(failed.failure().message())
        : Optional.empty();
  }

  private static String outcome(Progress swept) {
    return switch (swept) {
      case Progress.Done _ -> "done";
      case Progress.Waiting waiting -> "asked for: " + waiting.reason();
      case Progress.Failed failed -> "failed: " + failed.failure().message();
    };
  }
}
