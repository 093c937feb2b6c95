package io.sutler.api.v1;

import io.sutler.access.Authenticate;
import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Role;
import io.sutler.intent.ManageUsers;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowUsers;
import io.sutler.wire.IssuedToken;
import io.sutler.wire.Me;
import io.sutler.wire.SessionRequest;
import io.sutler.wire.TokenRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Signing in and out, tokens, and who one is. */
record SessionRoutes(
    Authenticate authenticate, ManageUsers manage, ShowUsers users, ShowProjects projects)
    implements Resource {
  private static final Duration SESSION = Duration.ofHours(12);

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", "/sessions", true, this::signIn),
        new Route("DELETE", "/sessions/current", this::signOut),
        new Route("GET", "/me", this::me),
        new Route("GET", "/tokens", this::list),
        new Route("POST", "/tokens", this::issue),
        new Route("DELETE", "/tokens/{token}", this::revoke));
  }

  private Answer signIn(Ask ask) {
    var body = ask.body(SessionRequest.class);
    var expires = Words.duration(body.expires(), "/expires").orElse(SESSION);
    var caller = authenticate.byPassword(body.user(), body.password(), ask.address(), ask.face());
    return issued(
        caller,
        new ManageUsers.TokenRequest(
            body.label().orElse("sign-in"),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.of(expires)));
  }

  private Answer signOut(Ask ask) {
    manage.signOut(ask.caller(), ask.token());
    return Answer.done();
  }

  private Answer me(Ask ask) {
    var caller = ask.caller();
    var roles = new TreeMap<String, String>();
    for (var project : projects.list(caller, "", 500).items()) {
      caller.roleIn(project.id()).ifPresent(r -> roles.put(project.name(), Words.of(r)));
    }
    return Answer.ok(
        new Me(caller.name(), caller.admin(), roles, caller.scopes().stream().sorted().toList()));
  }

  private Answer list(Ask ask) {
    var caller = ask.caller();
    var user = ask.query("user").orElse(caller.name());
    var names = new ProjectNames(projects, caller);
    return Answer.ok(
        Paging.whole(
            users.tokens(caller, user),
            token -> AccountWire.of(token, user, token.project().map(names::of))));
  }

  private Answer issue(Ask ask) {
    var body = ask.body(TokenRequest.class);
    return issued(
        ask.caller(),
        new ManageUsers.TokenRequest(
            body.label(),
            body.project(),
            body.role().map(r -> Words.read(Role.class, r, "/role")),
            new HashSet<>(body.scopes()),
            Words.duration(body.expires(), "/expires")));
  }

  private Answer issued(Caller caller, ManageUsers.TokenRequest request) {
    var made = manage.createToken(caller, request);
    var info = AccountWire.of(made.token(), caller.name(), request.project());
    return new Answer.Data(201, new IssuedToken(made.text(), info), Map.of());
  }

  private Answer revoke(Ask ask) {
    var caller = ask.caller();
    manage.revokeToken(caller, ask.query("user").orElse(caller.name()), ask.path("token"));
    return Answer.done();
  }
}
