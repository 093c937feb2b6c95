package io.sutler.control;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.Observation;
import io.sutler.domain.OutputSpec;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Retained;
import io.sutler.domain.SecretRef;
import io.sutler.domain.Ulid;
import io.sutler.driver.Progress;
import io.sutler.execute.Ended;
import io.sutler.execute.Task;
import io.sutler.reconcile.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a step's end into records: what was applied, what it gave, when to try again. */
final class Learn {
  /** Digest of what was applied before and is half changed now: never equal to a declared one. */
  static final String UNFINISHED = Attempt.UNFINISHED;

  /** One that exits sooner than this after its start keeps exiting. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private final House house;
  private final Situation situation;
  private final Backoff backoff;
  final List<Retained> retained = new ArrayList<>();
  final Set<String> gone = new HashSet<>();

  Learn(House house, Situation situation) {
    this.house = house;
    this.situation = situation;
    this.backoff = new Backoff(house.tools().random());
  }

  void from(Ended ended) {
    var name = ended.task().component();
    var component = situation.component(name);
    if (component.isEmpty()) {
      return;
    }
    var now = house.tools().clock().instant();
    if (ended.progress().isEmpty()) {
      put(
          uncertain(base(component.get(), now), ended.task()),
          Optional.empty(),
          0,
          Optional.empty());
      return;
    }
    switch (ended.progress().get()) {
      case Progress.Done done -> done(ended.task(), component.get(), done, now);
      case Progress.Waiting waiting -> waiting(ended.task(), component.get(), waiting, now);
      case Progress.Failed failed -> failed(ended.task(), component.get(), failed.failure(), now);
    }
  }

  private void done(Task task, DesiredComponent component, Progress.Done done, Instant now) {
    if (task.act() instanceof Task.Act.Remove) {
      done.kept().ifPresent(kept -> retained.add(kept(component, kept, now)));
      situation.records.remove(component.name());
      situation.observations.put(component.name(), new Observation.Absent());
      gone.add(component.name());
      return;
    }
    var missing = missing(component, done.outputs());
    if (task.aim().endsWith("/RUNNING") && !missing.isEmpty()) {
      failed(
          task,
          component,
          new Failure(
              Blame.USER,
              "missing-outputs",
              "it ended well but did not give its declared outputs: "
                  + String.join(", ", missing)
                  + "; write them to $SUTLER_OUTPUTS"),
          now);
      return;
    }
    var before = base(component, now);
    boolean applied = !task.label().equals("stop");
    boolean soon = before.changedAt().plus(SETTLED).isAfter(now);
    int attempts = task.label().equals("start") && soon ? before.attempts() + 1 : 0;
    var record =
        new ComponentRecord(
            component.name(),
            component.driver(),
            component.region(),
            applied ? Optional.of(component.digest()) : before.digest(),
            Optional.of(task.aim()),
            applied ? component.inputs() : before.inputs(),
            component.bundle(),
            component.needs(),
            component.holdsData(),
            done.handle().or(before::handle),
            before.members(),
            applied ? outputs(component, before, done.outputs()) : before.outputs(),
            Optional.empty(),
            attempts,
            Optional.empty(),
            now);
    gone.remove(component.name());
    situation.records.put(component.name(), record);
    MakeView.adopted(house, situation.deployment(), component.name())
        .ifPresent(r -> house.tools().store().reads().removeRetained(r.project(), r.id()));
    if (attempts >= 2) {
      put(
          record,
          Optional.of(
              new Failure(
                  Blame.PLATFORM,
                  "keeps-exiting",
                  component.name() + " keeps exiting soon after its start; see its log")),
          attempts,
          Optional.of(backoff.after(now, attempts)));
    }
  }

  private void waiting(
      Task task, DesiredComponent component, Progress.Waiting waiting, Instant now) {
    var before = uncertain(base(component, now), task);
    situation.records.put(
        component.name(),
        copy(
            before,
            before.digest(),
            Optional.of(task.aim()),
            Optional.of(waiting.handle()),
            Optional.empty(),
            0,
            Optional.of(now.plus(waiting.lookAgain()))));
  }

  private void failed(Task task, DesiredComponent component, Failure failure, Instant now) {
    var before = uncertain(base(component, now), task);
    boolean same = before.attempted().equals(Optional.of(task.aim()));
    int attempts = same ? before.attempts() + 1 : 1;
    var at =
        failure.blame() == Blame.USER
            ? Optional.<Instant>empty()
            : Optional.of(backoff.after(now, attempts));
    situation.records.put(
        component.name(),
        copy(
            before,
            before.digest(),
            Optional.of(task.aim()),
            before.handle(),
            Optional.of(failure),
            attempts,
            at));
  }

  /** It acted again and again, each time well, and still is not as declared. */
  void unsettled(String name) {
    var record = situation.records.get(name);
    if (record == null) {
      return;
    }
    var component = situation.component(name);
    int attempts = record.attempts() + 1;
    var now = house.tools().clock().instant();
    situation.records.put(
        name,
        copy(
            record,
            record.digest(),
            component.map(c -> Attempt.at(c, situation.desired().runState())),
            record.handle(),
            Optional.of(
                new Failure(
                    Blame.PLATFORM,
                    "does-not-settle",
                    name + " was applied well and still is not as declared")),
            attempts,
            Optional.of(backoff.after(now, attempts))));
  }

  /** A change that did not end well leaves nobody knowing what stands there. */
  private static ComponentRecord uncertain(ComponentRecord record, Task task) {
    boolean touched = task.label().equals("create") || task.label().equals("change");
    return touched && record.digest().isPresent()
        ? copy(
            record,
            Optional.of(UNFINISHED),
            record.attempted(),
            record.handle(),
            record.failure(),
            record.attempts(),
            record.retryAt())
        : record;
  }

  private ComponentRecord base(DesiredComponent component, Instant now) {
    var record = situation.records.get(component.name());
    return record != null
        ? record
        : new ComponentRecord(
            component.name(),
            component.driver(),
            component.region(),
            Optional.empty(),
            Optional.empty(),
            component.inputs(),
            component.bundle(),
            component.needs(),
            component.holdsData(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            0,
            Optional.empty(),
            now);
  }

  private void put(
      ComponentRecord record, Optional<Failure> failure, int attempts, Optional<Instant> retryAt) {
    situation.records.put(
        record.name(),
        copy(
            record,
            record.digest(),
            failure.isEmpty() ? Optional.empty() : record.attempted(),
            record.handle(),
            failure,
            attempts,
            retryAt));
  }

  private static ComponentRecord copy(
      ComponentRecord r,
      Optional<String> digest,
      Optional<String> attempted,
      Optional<String> handle,
      Optional<Failure> failure,
      int attempts,
      Optional<Instant> retryAt) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        digest,
        attempted,
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        handle,
        r.members(),
        r.outputs(),
        failure,
        attempts,
        retryAt,
        r.changedAt());
  }

  private static List<String> missing(DesiredComponent component, Map<String, Object> given) {
    return component.outputs().entrySet().stream()
        .filter(e -> e.getValue().required() && !given.containsKey(e.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Map<String, OutputValue> outputs(
      DesiredComponent component, ComponentRecord before, Map<String, Object> given) {
    var outputs = new LinkedHashMap<String, OutputValue>();
    component
        .outputs()
        .forEach((name, spec) -> {
          var value = given.get(name);
          if (value != null) {
            outputs.put(name, sealed(component.name(), name, spec, value));
          } else if (before.outputs().containsKey(name)) {
            outputs.put(name, before.outputs().get(name));
          }
        });
    return outputs;
  }

  OutputValue sealed(String component, String name, OutputSpec spec, Object value) {
    if (!spec.secret()) {
      return new OutputValue(spec.type(), false, value);
    }
    var deployment = situation.deployment();
    var text = value instanceof String s ? s : io.sutler.json.Json.write(value);
    // The digest in the id makes a changed secret a changed value, so that consumers notice.
    var id =
        deployment.id()
            + "/out/"
            + component.replaceAll("[^A-Za-z0-9._-]", "_")
            + "/"
            + name
            + "/"
            + house.secrets().fingerprint(text);
    if (house.secrets().open(id).isEmpty()) {
      house.secrets().put(id, deployment.project(), Optional.of(deployment.id()), text);
    }
    return new OutputValue(spec.type(), true, new SecretRef(id).text());
  }

  private Retained kept(DesiredComponent component, Progress.Kept kept, Instant now) {
    var d = situation.deployment();
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var id = Ulid.of(now, house.tools().random());
    return new Retained(
        id,
        d.project(),
        d.name()
            + "-"
            + component.name().replaceAll("[^a-z0-9-]", "-")
            + "-"
            + day
            + "-"
            + id.substring(22).toLowerCase(java.util.Locale.ROOT),
        d.id(),
        d.name(),
        component.name(),
        situation.plan().name(),
        component.driver(),
        component.region(),
        kept.handle(),
        kept.bytes(),
        now,
        Optional.empty());
  }
}
