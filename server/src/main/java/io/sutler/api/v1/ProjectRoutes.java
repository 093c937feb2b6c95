package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;
import io.sutler.intent.ManageProjects;
import io.sutler.view.ShowProjects;
import io.sutler.wire.Member;
import io.sutler.wire.MemberRequest;
import io.sutler.wire.ProjectRequest;
import io.sutler.wire.QuotaUse;
import java.util.List;
import java.util.Map;

/** Projects, their quotas and members. */
record ProjectRoutes(ManageProjects manage, ShowProjects show) implements Resource {
  private static final String ALL = "/projects";
  private static final String ONE = ALL + "/{project}";
  private static final String MEMBER = ONE + "/members/{user}";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("POST", ALL, this::create),
        new Route("GET", ONE, this::get),
        new Route("DELETE", ONE, this::remove),
        new Route("GET", ONE + "/quota", this::quota),
        new Route("PUT", ONE + "/quota", this::setQuota),
        new Route("GET", ONE + "/members", this::members),
        new Route("PUT", MEMBER, this::grant),
        new Route("DELETE", MEMBER, this::revoke));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.of(
            show.list(ask.caller(), Paging.after(ask), Paging.limit(ask)),
            p -> AccountWire.of(p, ask.caller())));
  }

  private Answer create(Ask ask) {
    var body = ask.body(ProjectRequest.class);
    var made =
        manage.create(
            ask.caller(),
            body.name(),
            body.displayName().orElse(body.name()),
            body.quota().map(AccountWire::read).orElse(Quota.UNLIMITED));
    return new Answer.Data(
        201,
        AccountWire.of(made, ask.caller()),
        Map.of("Location", V1.PREFIX + ALL + "/" + made.name()));
  }

  private Answer get(Ask ask) {
    return Answer.ok(AccountWire.of(show.show(ask.caller(), ask.path("project")), ask.caller()));
  }

  private Answer remove(Ask ask) {
    manage.remove(ask.caller(), ask.path("project"));
    return Answer.done();
  }

  private Answer quota(Ask ask) {
    var project = ask.path("project");
    return Answer.ok(
        new QuotaUse(
            AccountWire.of(show.show(ask.caller(), project).quota()),
            AccountWire.of(show.usage(ask.caller(), project))));
  }

  private Answer setQuota(Ask ask) {
    var body = ask.body(io.sutler.wire.Quota.class);
    manage.setQuota(ask.caller(), ask.path("project"), AccountWire.read(body));
    return quota(ask);
  }

  private Answer members(Ask ask) {
    return Answer.ok(
        Paging.whole(show.members(ask.caller(), ask.path("project")), AccountWire::of));
  }

  private Answer grant(Ask ask) {
    var role = Words.read(Role.class, ask.body(MemberRequest.class).role(), "/role");
    var user = ask.path("user");
    manage.grant(ask.caller(), ask.path("project"), user, role);
    return Answer.ok(new Member(user, Words.of(role)));
  }

  private Answer revoke(Ask ask) {
    manage.revoke(ask.caller(), ask.path("project"), ask.path("user"));
    return Answer.done();
  }
}
