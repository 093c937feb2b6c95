package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.meter.QuotaCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way in for every command about a deployment. Thread-safe. */
public final class TakeCommands implements Commands {
  private final Desk desk;
  private final WriteAudit audit;
  private final AcceptDrafts accept;
  private final DraftInstall installs;
  private final DraftChange changes;
  private final DraftRemoval removals;
  private final DraftOperation operations;
  private final CancelCommands cancels;

  public TakeCommands(Desk desk) {
    var plans = new FindPlan(desk);
    this.desk = desk;
    this.audit = new WriteAudit(desk);
    this.accept = new AcceptDrafts(desk);
    this.installs = new DraftInstall(desk, plans);
    this.changes = new DraftChange(desk, plans);
    this.removals = new DraftRemoval(desk, changes);
    this.operations = new DraftOperation(desk, changes);
    this.cancels = new CancelCommands(desk, changes, accept);
  }

  @Override
  public Taken install(Caller caller, String project, Install request, Terms terms) {
    return take(
        new Ask(caller, project, request.name(), "install"),
        terms,
        found -> installs.draw(found, request));
  }

  @Override
  public Taken update(
      Caller caller, String project, String deployment, Update request, Terms terms) {
    return take(
        new Ask(caller, project, deployment, "update"),
        terms,
        found -> changes.update(found, deployment, request));
  }

  @Override
  public Taken scale(Caller caller, String project, String deployment, Scale request, Terms terms) {
    return take(
        new Ask(caller, project, deployment, "scale"),
        terms,
        found -> changes.scale(found, deployment, request));
  }

  @Override
  public Taken remove(
      Caller caller,
      String project,
      String deployment,
      boolean retain,
      boolean destroyData,
      Terms terms) {
    return take(
        new Ask(caller, project, deployment, "remove"),
        terms,
        found -> removals.draw(found, deployment, retain, destroyData));
  }

  @Override
  public Taken runState(
      Caller caller, String project, String deployment, RunState state, Terms terms) {
    var kind =
        switch (state) {
          case RUNNING -> CommandKind.START;
          case STOPPED -> CommandKind.STOP;
          case SUSPENDED -> CommandKind.SUSPEND;
          case ABSENT ->
              throw Refusal.invalid("/runState", "to have it absent, remove the deployment");
        };
    return take(
        new Ask(caller, project, deployment, Levels.word(kind)),
        terms,
        found -> {
          var standing = changes.standing(found, deployment);
          if (state == RunState.SUSPENDED) {
            requireSuspends(standing);
          }
          return changes.level(
              found, standing, Levels.runState(standing.desired(), state, desk.now()), kind);
        });
  }

  @Override
  public Taken hold(Caller caller, String project, String deployment, boolean held, Terms terms) {
    var kind = held ? CommandKind.HOLD : CommandKind.RELEASE;
    return take(
        new Ask(caller, project, deployment, Levels.word(kind)),
        terms,
        found -> {
          var standing = changes.any(found, deployment);
          return changes.level(found, standing, Levels.held(standing.desired(), held), kind);
        });
  }

  @Override
  public Taken operate(
      Caller caller,
      String project,
      String deployment,
      String operation,
      Map<String, Object> params,
      boolean confirmed,
      Terms terms) {
    return take(
        new Ask(caller, project, deployment, "operate " + operation),
        terms,
        found -> operations.draw(found, deployment, operation, params, confirmed));
  }

  @Override
  public Taken retry(Caller caller, String project, String deployment, Terms terms) {
    return take(
        new Ask(caller, project, deployment, "retry"),
        terms,
        found ->
            changes.keep(
                found,
                changes.any(found, deployment),
                new Draft.Act(CommandKind.RETRY, "", Map.of()),
                Map.of()));
  }

  @Override
  public Command cancel(Caller caller, String project, CommandId command) {
    return audited(
        new Ask(caller, project, command.value(), "cancel"),
        () -> {
          var found = desk.access().require(caller, project, Right.WRITE);
          var cancelled = cancels.cancel(caller, found, command);
          audit.done(
              caller,
              Optional.of(found.id()),
              "cancel",
              "deployment/" + cancelled.deploymentName(),
              Map.of("command", command.value()));
          return cancelled;
        });
  }

  @Override
  public Proposed propose(Caller caller, String project, Install request) {
    return proposed(caller, project, found -> installs.propose(found, request));
  }

  @Override
  public Proposed propose(Caller caller, String project, String deployment, Update request) {
    return proposed(caller, project, found -> changes.update(found, deployment, request));
  }

  @Override
  public Proposed propose(Caller caller, String project, String deployment, Scale request) {
    return proposed(caller, project, found -> changes.scale(found, deployment, request));
  }

  @Override
  public Proposed proposeRemoval(
      Caller caller, String project, String deployment, boolean retain, boolean destroyData) {
    return proposed(
        caller, project, found -> removals.draw(found, deployment, retain, destroyData));
  }

  /** Who asks what of which deployment. */
  private record Ask(Caller caller, String project, String object, String action) {}

  private Taken take(Ask ask, Terms terms, Function<Project, Draft> draw) {
    return audited(
        ask,
        () -> {
          var found = desk.access().require(ask.caller, ask.project, Right.WRITE);
          // a new deployment's name is part of the body: with a key that was used, another body
          var route =
              ask.action.equals("install")
                  ? ask.action
                  : ask.action + "/" + InertText.shown(ask.object);
          return accept.take(ask.caller, found, route, terms, () -> draw.apply(found));
        });
  }

  private <T> T audited(Ask ask, Supplier<T> work) {
    return audit.refusals(
        ask.caller, Optional.of(ask.project), ask.action, "deployment/" + ask.object, work);
  }

  private Proposed proposed(Caller caller, String project, Function<Project, Draft> draw) {
    var found = desk.access().require(caller, project, Right.READ);
    var draft = draw.apply(found);
    var usage = desk.store().reads().usage(found.id());
    var asked =
        new QuotaCheck.Asked(
            draft.desired().plan(),
            draft.effects().planLimit(),
            draft.fresh(),
            draft.effects().more(),
            draft.effects().keeps());
    QuotaCheck.over(found, usage, asked)
        .ifPresent(over -> {
          throw QuotaCheck.refusal(project, over);
        });
    draft.effects().toSeal().forEach(desk.secrets()::lend);
    return new Proposed(
        project,
        draft.deployment().name(),
        found.id(),
        draft.fresh() ? Optional.empty() : Optional.of(draft.deployment()),
        draft.desired(),
        draft.effects().delta().map(DesiredDelta::changes).orElse(List.of()),
        QuotaCheck.after(found, usage, asked));
  }

  private void requireSuspends(Deployment deployment) {
    for (var component : changes.plan(deployment).components()) {
      if (!component.driver().isEmpty()
          && !desk.catalogue().suspending().contains(component.driver())) {
        throw Refusal.invalid(
            "/runState",
            "%s cannot be suspended, as driver %s cannot: stop it instead"
                .formatted(deployment.name(), component.driver()));
      }
    }
  }
}
