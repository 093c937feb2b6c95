package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Retained storage's end. Thread-safe. */
public final class ManageRetained {
  private final Desk desk;
  private final WriteAudit audit;
  private final Standing standing;

  public ManageRetained(Desk desk) {
    this.desk = desk;
    this.audit = new WriteAudit(desk);
    this.standing = new Standing(desk.store());
  }

  /**
   * Sets it to expire now: the loop then has its driver discard it. By editors; refused while a
   * deployment is about to adopt it.
   */
  public void remove(Caller caller, String project, String name) {
    audit.refusals(
        caller,
        Optional.of(project),
        "remove retained",
        "retained/" + name,
        () -> {
          var found = desk.access().require(caller, project, Right.WRITE);
          var kept =
              desk.store()
                  .reads()
                  .retained(found.id(), name)
                  .orElseThrow(() -> Refusal.notFound("retained storage", InertText.shown(name)));
          standing
              .first(found.id(), d -> d.desired().adopt().containsValue(kept.id()))
              .ifPresent(by -> {
                throw Refusals.inUse("retained storage " + name, List.of(by.name()));
              });
          desk.store().intents().expireRetained(found.id(), kept.id(), desk.now());
          audit.done(
              caller,
              Optional.of(found.id()),
              "remove retained",
              "retained/" + name,
              Map.of("bytes", kept.bytes()));
          return name;
        });
  }
}
