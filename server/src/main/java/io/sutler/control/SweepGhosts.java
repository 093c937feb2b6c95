package io.sutler.control;

import io.sutler.driver.Driver;
import io.sutler.driver.StepLog;
import io.sutler.store.Accept.AuditEntry;
import io.sutler.view.Ghosts.By;
import java.util.Map;
import java.util.Optional;

/** Removes a ghost that was just seen, and writes down who had it removed. Thread-safe. */
record SweepGhosts(House house) {
  /** Why it was not; empty when it was. */
  Optional<String> sweep(Leftover ghost, By by) throws InterruptedException {
    Driver driver = ghost.driver();
    var fault = Fault.of(driver.sweep(ghost.found(), house.view(ghost.region()), StepLog.SILENT));
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
                fault.map(why -> "failed: " + why).orElse("done")));
    return fault;
  }
}
