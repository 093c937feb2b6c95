package io.sutler.control;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.OutputSpec;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Retained;
import io.sutler.domain.SecretRef;
import io.sutler.domain.Ulid;
import io.sutler.driver.Progress;
import io.sutler.execute.Ended;
import io.sutler.execute.Task;
import io.sutler.reconcile.Action;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a step's end into records: what was applied, what it gave, when to try again. */
final class Learn {
  private static final String UNSETTLED = "does-not-settle";

  /** How often in a row one that exits soon is started again without waiting. */
  private static final int AT_ONCE = 5;

  private final House house;
  private final Situation situation;
  private final Backoff backoff;
  private final Map<String, Integer> unsettledBefore = new HashMap<>();
  final List<Retained> retained = new ArrayList<>();

  Learn(House house, Situation situation) {
    this.house = house;
    this.situation = situation;
    this.backoff = new Backoff(house.tools().random());
    situation.records.forEach((name, r) -> {
      if (r.failure().map(Failure::code).equals(Optional.of(UNSETTLED))) {
        unsettledBefore.put(name, r.attempts());
      }
    });
  }

  /**
   * What is to be recorded of the component at once. Of one that is gone, the record goes when the
   * pass is written; until then it leads back to what was kept.
   */
  ComponentRecord from(Ended ended) {
    var task = ended.task();
    var now = house.tools().clock().instant();
    var known = Optional.ofNullable(situation.records.get(task.name()));
    var base = known.orElseGet(() -> Records.first(task.component(), now));
    if (task.act() instanceof Task.Act.Operate) {
      return drained(ended, base, now);
    }
    var before = Records.withHandle(base, ended.step().handle().or(base::handle));
    var after =
        ended.progress().isEmpty()
            ? Optional.of(Records.forgiven(uncertain(before, task)))
            : switch (ended.progress().get()) {
              case Progress.Done done -> done(ended, before, done, now);
              case Progress.Waiting waiting -> Optional.of(waiting(task, before, waiting, now));
              case Progress.Failed failed ->
                  Optional.of(failed(task, before, failed.failure(), now));
            };
    after.ifPresentOrElse(
        r -> situation.records.put(r.name(), r), () -> situation.records.remove(task.name()));
    return after.orElse(before);
  }

  /** It was told who leaves: that changes nothing of what it is, nor how it is found again. */
  private ComponentRecord drained(Ended ended, ComponentRecord before, Instant now) {
    var task = ended.task();
    var aim = Optional.of(task.aim());
    var after =
        ended.progress().isEmpty()
            ? Records.forgiven(before)
            : switch (ended.progress().get()) {
              case Progress.Done _ -> {
                situation.drained.add(task.aim());
                yield Records.tried(before, aim, Optional.empty(), 0, Optional.empty());
              }
              case Progress.Waiting waiting -> {
                var again = Optional.of(now.plus(waiting.lookAgain()));
                yield Records.tried(before, aim, Optional.empty(), 0, again);
              }
              case Progress.Failed failed -> failed(task, before, failed.failure(), now);
            };
    situation.records.put(after.name(), after);
    return after;
  }

  private Optional<ComponentRecord> done(
      Ended ended, ComponentRecord before, Progress.Done done, Instant now) {
    var task = ended.task();
    var component = task.component();
    if (task.act() instanceof Task.Act.Remove) {
      done.kept().ifPresent(kept -> retained.add(kept(component, kept, now)));
      return Optional.empty();
    }
    if (task.label().equals("stop")) {
      return Optional.of(
          Records.tried(before, Optional.of(task.aim()), Optional.empty(), 0, Optional.empty()));
    }
    var missing = missing(component, before, done.outputs());
    if (!missing.isEmpty()) {
      var failure =
          new Failure(
              Blame.USER,
              "missing-outputs",
              "it ended well but did not give its declared outputs: "
                  + String.join(", ", missing)
                  + "; write them to $SUTLER_OUTPUTS");
      return Optional.of(failed(task, before, failure, now));
    }
    int attempts = task.label().equals("start") && soon(ended, before) ? before.attempts() + 1 : 0;
    var applied =
        new ComponentRecord(
            component.name(),
            component.driver(),
            component.region(),
            Optional.of(component.digest()),
            Optional.of(task.aim()),
            component.inputs(),
            component.bundle(),
            component.needs(),
            component.holdsData(),
            done.handle().or(before::handle),
            before.members(),
            outputs(component, before, done.outputs()),
            Optional.empty(),
            attempts,
            Optional.empty(),
            now);
    MakeView.adopted(house, situation.deployment(), component.name())
        .ifPresent(r -> house.tools().store().reads().removeRetained(r.project(), r.id()));
    return Optional.of(attempts <= AT_ONCE ? applied : keepsExiting(applied, now));
  }

  private boolean soon(Ended ended, ComponentRecord before) {
    var stood = situation.stored.getOrDefault(before.name(), before);
    return EarlyExits.soon(stood, before, ended.step().startedAt());
  }

  private ComponentRecord keepsExiting(ComponentRecord record, Instant now) {
    var failure =
        new Failure(
            Blame.PLATFORM,
            "keeps-exiting",
            record.name() + " keeps exiting soon after its start; see its log");
    var again = backoff.after(now, record.attempts() - AT_ONCE);
    return Records.tried(
        record, record.attempted(), Optional.of(failure), record.attempts(), Optional.of(again));
  }

  private static ComponentRecord waiting(
      Task task, ComponentRecord before, Progress.Waiting waiting, Instant now) {
    return Records.tried(
        Records.withHandle(uncertain(before, task), Optional.of(waiting.handle())),
        Optional.of(task.aim()),
        Optional.empty(),
        0,
        Optional.of(now.plus(waiting.lookAgain())));
  }

  private ComponentRecord failed(Task task, ComponentRecord before, Failure failure, Instant now) {
    boolean same = before.attempted().equals(Optional.of(task.aim()));
    int attempts = same ? before.attempts() + 1 : 1;
    return Records.tried(
        uncertain(before, task),
        Optional.of(task.aim()),
        Optional.of(failure),
        attempts,
        failure.blame() == Blame.USER
            ? Optional.empty()
            : Optional.of(backoff.after(now, attempts)));
  }

  /** It acted again and again, each time well, and still is not as declared. */
  void unsettled(Action action) {
    var name = action.component();
    var record = situation.records.get(name);
    if (record == null) {
      return;
    }
    var now = house.tools().clock().instant();
    int attempts = unsettledBefore.getOrDefault(name, 0) + 1;
    var failure =
        new Failure(
            Blame.PLATFORM, UNSETTLED, name + " was applied well and still is not as declared");
    situation.records.put(
        name,
        Records.tried(
            record,
            Optional.of(situation.aim(action)),
            Optional.of(failure),
            attempts,
            Optional.of(backoff.after(now, attempts))));
  }

  private static ComponentRecord uncertain(ComponentRecord record, Task task) {
    boolean touched = task.label().equals("create") || task.label().equals("change");
    return touched ? Records.uncertain(record, task.component().holdsData()) : record;
  }

  /** A step that found nothing to do need not give again what is recorded. */
  private static List<String> missing(
      DesiredComponent component, ComponentRecord before, Map<String, Object> given) {
    return component.outputs().entrySet().stream()
        .filter(e -> e.getValue().required())
        .map(Map.Entry::getKey)
        .filter(name -> !given.containsKey(name) && !before.outputs().containsKey(name))
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
