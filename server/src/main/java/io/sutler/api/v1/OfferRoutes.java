package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resources;
import io.sutler.intent.ManageOffers;
import io.sutler.view.ShowOffers;
import io.sutler.wire.FlavorRequest;
import io.sutler.wire.ImageRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Flavors and images: of every project, or of one. */
record OfferRoutes(ManageOffers manage, ShowOffers show, Scope scope) implements Resource {
  private static final double THOUSAND = 1000;

  @Override
  public List<Route> routes() {
    var flavors = scope.prefix() + "/flavors";
    var images = scope.prefix() + "/images";
    return List.of(
        new Route("GET", flavors, this::flavors),
        new Route("PUT", flavors + "/{flavor}", this::putFlavor),
        new Route("DELETE", flavors + "/{flavor}", this::removeFlavor),
        new Route("GET", images, this::images),
        new Route("PUT", images + "/{image}", this::putImage),
        new Route("DELETE", images + "/{image}", this::removeImage));
  }

  private Answer flavors(Ask ask) {
    var project = scope.project(ask);
    return Answer.ok(Paging.whole(show.flavors(ask.caller(), project), f -> wire(f, project)));
  }

  private Answer putFlavor(Ask ask) {
    var body = ask.body(FlavorRequest.class);
    var project = scope.project(ask);
    var cpus = body.cpus() * THOUSAND;
    if (!(cpus >= 0 && cpus < Integer.MAX_VALUE)) {
      throw Refusal.invalid("/cpus", "a machine has 0.001 to 4096 processors");
    }
    var flavor =
        new Flavor(
            ask.path("flavor"),
            Optional.empty(),
            body.region().orElse(""),
            body.nativeId().orElse(""),
            new Resources(Math.round(cpus), body.memoryBytes(), body.diskBytes().orElse(0L)),
            body.hourly().orElse(BigDecimal.ZERO));
    return Answer.ok(wire(manage.put(ask.caller(), project, flavor), project));
  }

  private Answer removeFlavor(Ask ask) {
    manage.removeFlavor(ask.caller(), scope.project(ask), region(ask), ask.path("flavor"));
    return Answer.done();
  }

  private Answer images(Ask ask) {
    var project = scope.project(ask);
    return Answer.ok(Paging.whole(show.images(ask.caller(), project), i -> wire(i, project)));
  }

  private Answer putImage(Ask ask) {
    var body = ask.body(ImageRequest.class);
    var project = scope.project(ask);
    var image =
        new Image(
            ask.path("image"),
            Optional.empty(),
            body.region().orElse(""),
            body.nativeId().orElse(""),
            body.login().orElse("root"));
    return Answer.ok(wire(manage.put(ask.caller(), project, image), project));
  }

  private Answer removeImage(Ask ask) {
    manage.removeImage(ask.caller(), scope.project(ask), region(ask), ask.path("image"));
    return Answer.done();
  }

  private static String region(Ask ask) {
    return ask.query("region").orElse("");
  }

  private static io.sutler.wire.Flavor wire(Flavor f, Optional<String> project) {
    return new io.sutler.wire.Flavor(
        f.name(),
        f.project().flatMap(id -> project),
        Words.unlessEmpty(f.region()),
        Words.unlessEmpty(f.nativeId()),
        f.resources().cpus() / THOUSAND,
        f.resources().memory(),
        f.resources().disk(),
        f.hourly());
  }

  private static io.sutler.wire.Image wire(Image i, Optional<String> project) {
    return new io.sutler.wire.Image(
        i.name(),
        i.project().flatMap(id -> project),
        Words.unlessEmpty(i.region()),
        Words.unlessEmpty(i.nativeId()),
        i.login());
  }
}
