package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.ManageUsers;
import io.sutler.view.ShowUsers;
import io.sutler.wire.PasswordChange;
import io.sutler.wire.UserRequest;
import java.util.List;
import java.util.Map;

/** Users. */
record UserRoutes(ManageUsers manage, ShowUsers show) implements Resource {
  private static final String ALL = "/users";
  private static final String ONE = ALL + "/{user}";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("POST", ALL, this::create),
        new Route("GET", ONE, this::get),
        new Route("DELETE", ONE, this::remove),
        new Route("PUT", ONE + "/password", this::setPassword));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.of(show.list(ask.caller(), Paging.after(ask), Paging.limit(ask)), AccountWire::of));
  }

  private Answer create(Ask ask) {
    var body = ask.body(UserRequest.class);
    var made = manage.create(ask.caller(), body.name(), body.password(), body.admin());
    return new Answer.Data(
        201, AccountWire.of(made), Map.of("Location", V1.PREFIX + ALL + "/" + made.name()));
  }

  private Answer get(Ask ask) {
    return Answer.ok(AccountWire.of(show.show(ask.caller(), ask.path("user"))));
  }

  private Answer remove(Ask ask) {
    manage.remove(ask.caller(), ask.path("user"));
    return Answer.done();
  }

  private Answer setPassword(Ask ask) {
    var body = ask.body(PasswordChange.class);
    manage.setPassword(ask.caller(), ask.path("user"), body.current(), body.password());
    return Answer.done();
  }
}
