package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Tokens;
import io.sutler.domain.ApiToken;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.intent.ManageUsers.NewToken;
import io.sutler.intent.ManageUsers.TokenRequest;
import io.sutler.store.Accounts;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes tokens that reach no further than who asks for them. */
final class IssueTokens {
  private static final Set<String> SCOPES = Set.of("read", "write", "reveal");
  private final Desk desk;

  IssueTokens(Desk desk) {
    this.desk = desk;
  }

  NewToken issue(Caller caller, TokenRequest request) {
    desk.access().requireScope(caller, "write");
    InertText.requireLine("/label", request.label(), 100);
    var project = project(caller, request);
    var text = Tokens.make();
    var row =
        new Accounts.Token(
            desk.newId(),
            Tokens.hash(text),
            request.label(),
            caller.user(),
            project,
            role(caller, project, request),
            scopes(caller, request),
            desk.now(),
            expires(caller, request));
    desk.store().accounts().create(row);
    return new NewToken(
        text,
        new ApiToken(
            row.id(),
            row.label(),
            row.user(),
            row.project(),
            row.role(),
            row.scopes(),
            row.createdAt(),
            row.expires()));
  }

  private Optional<ProjectId> project(Caller caller, TokenRequest request) {
    var limit = caller.limits().project();
    var asked =
        request
            .project()
            .map(name ->
                desk.store()
                    .accounts()
                    .project(name)
                    .filter(p -> caller.roleIn(p.id()).isPresent())
                    .orElseThrow(() -> Refusal.notFound("project", InertText.shown(name)))
                    .id());
    return asked.or(() -> limit);
  }

  private static Role role(Caller caller, Optional<ProjectId> project, TokenRequest request) {
    var most =
        project
            .flatMap(caller::roleIn)
            .map(role -> role.weaker(caller.limits().role()))
            .map(role -> role == Role.ADMIN ? Role.OWNER : role)
            .orElse(caller.admin() ? Role.ADMIN : Role.OWNER.weaker(caller.limits().role()));
    var asked = request.role().orElse(most);
    if (!most.covers(asked)) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "exceeds-own-rights",
          "a token reaches no further than who makes it: ask for %s at most"
              .formatted(most.name().toLowerCase(Locale.ROOT)));
    }
    if (caller.admin() && asked != Role.ADMIN && project.isEmpty()) {
      throw Refusal.invalid(
          "/project", "name the project in which this token of an admin is to be less than one");
    }
    return asked;
  }

  private static Set<String> scopes(Caller caller, TokenRequest request) {
    for (var scope : new TreeSet<>(request.scopes())) {
      if (!SCOPES.contains(scope)) {
        throw Refusal.invalid(
            "/scopes", "the scopes are read, write and reveal, not " + InertText.shown(scope));
      }
      if (!caller.scopes().isEmpty() && !caller.scopes().contains(scope)) {
        throw new Refusal(
            Refusal.Kind.FORBIDDEN,
            "exceeds-own-rights",
            "a token reaches no further than who makes it, and yours lacks the scope " + scope);
      }
    }
    return request.scopes().isEmpty() ? caller.scopes() : request.scopes();
  }

  private Optional<Instant> expires(Caller caller, TokenRequest request) {
    var own = caller.limits().expires();
    var asked = request.expires().map(life -> Times.after("/expires", desk.now(), life));
    if (asked.isEmpty()) {
      return own;
    }
    return own.isPresent() && own.get().isBefore(asked.get()) ? own : asked;
  }
}
