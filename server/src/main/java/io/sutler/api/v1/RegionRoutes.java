package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.intent.ManageRegions;
import io.sutler.view.RegionChecks;
import io.sutler.view.ShowPlans;
import io.sutler.wire.CredentialsRequest;
import io.sutler.wire.Finding;
import io.sutler.wire.RegionRequest;
import java.util.List;
import java.util.Optional;

/** Regions: of every project, or of one. */
record RegionRoutes(ManageRegions manage, ShowPlans show, RegionChecks checks, Scope scope)
    implements Resource {
  private static final long PARALLEL = 16;

  @Override
  public List<Route> routes() {
    var all = scope.prefix() + "/regions";
    var one = all + "/{region}";
    return List.of(
        new Route("GET", all, this::list),
        new Route("GET", one, this::get),
        new Route("GET", one + "/check", this::check),
        new Route("PUT", one, this::put),
        new Route("PUT", one + "/credentials", this::putCredentials),
        new Route("DELETE", one, this::remove));
  }

  private Answer list(Ask ask) {
    var project = scope.project(ask);
    return Answer.ok(Paging.whole(show.regions(ask.caller(), project), r -> wire(r, project)));
  }

  private Answer get(Ask ask) {
    return Answer.ok(wire(region(ask), scope.project(ask)));
  }

  private Region region(Ask ask) {
    var name = ask.path("region");
    return show.regions(ask.caller(), scope.project(ask)).stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("region", name));
  }

  private Answer check(Ask ask) throws InterruptedException {
    return Answer.ok(
        Paging.whole(
            checks.check(region(ask)), f -> new Finding(f.question(), f.good(), f.answer())));
  }

  private Answer put(Ask ask) {
    var body = ask.body(RegionRequest.class);
    var project = scope.project(ask);
    var region =
        new Region(
            ask.path("region"),
            Optional.empty(),
            body.kind(),
            body.place().orElse(""),
            body.settings(),
            body.secret().orElse(""),
            body.drained(),
            body.maxParallel().orElse(PARALLEL));
    return Answer.ok(wire(manage.put(ask.caller(), project, region), project));
  }

  private Answer putCredentials(Ask ask) {
    var body = ask.body(CredentialsRequest.class);
    var project = scope.project(ask);
    if (body.vault().isEmpty()) {
      manage.putCredentials(ask.caller(), project, ask.path("region"), body.values());
    } else if (body.values().isEmpty()) {
      manage.referCredentials(ask.caller(), project, ask.path("region"), body.vault().get());
    } else {
      throw Refusal.invalid("/vault", "give either values or vault");
    }
    return Answer.done();
  }

  private Answer remove(Ask ask) {
    manage.remove(
        ask.caller(),
        scope.project(ask),
        ask.path("region"),
        ask.query("force").filter("true"::equals).isPresent());
    return Answer.done();
  }

  private static io.sutler.wire.Region wire(Region region, Optional<String> project) {
    return new io.sutler.wire.Region(
        region.name(),
        region.project().flatMap(id -> project),
        region.kind(),
        region.place(),
        region.settings(),
        Words.unlessEmpty(region.secret()),
        region.drained(),
        region.maxParallel());
  }
}
