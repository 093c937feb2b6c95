package io.sutler.api.v1;

import io.sutler.access.Access;
import io.sutler.access.Authenticate;
import io.sutler.api.Route;
import io.sutler.intent.Commands;
import io.sutler.intent.ManageOffers;
import io.sutler.intent.ManageProjects;
import io.sutler.intent.ManageRegions;
import io.sutler.intent.ManageRetained;
import io.sutler.intent.ManageSecrets;
import io.sutler.intent.ManageUsers;
import io.sutler.intent.PublishPlans;
import io.sutler.view.Follow;
import io.sutler.view.Ghosts;
import io.sutler.view.Previews;
import io.sutler.view.RegionChecks;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowOffers;
import io.sutler.view.ShowPlans;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowRuns;
import io.sutler.view.ShowUsers;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the native API. */
public final class V1 {
  public static final String PREFIX = "/api/v1";

  private V1() {}

  /** What writes. */
  public record Writers(
      Commands commands,
      ManageProjects projects,
      ManageUsers users,
      ManageRegions regions,
      ManageOffers offers,
      ManageSecrets secrets,
      ManageRetained retained,
      PublishPlans plans) {}

  /** What reads. */
  public record Readers(
      ShowDeployments deployments,
      ShowRuns runs,
      ShowProjects projects,
      ShowUsers users,
      ShowPlans plans,
      ShowOffers offers,
      Follow follow,
      Previews previews,
      Ghosts ghosts,
      RegionChecks checks) {}

  public static List<Route> routes(
      Writers write, Readers read, Authenticate authenticate, Access access, ThisServer server) {
    return Stream.<Resource>of(
            new DeploymentRoutes(write.commands(), read.deployments()),
            new CommandRoutes(write.commands(), read.runs(), read.follow()),
            new ActRoutes(write.commands()),
            new PreviewRoutes(write.commands(), read.previews()),
            new RunRoutes(read.runs()),
            new LogRoutes(read.runs(), read.follow()),
            new WatchRoutes(read.follow(), read.deployments()),
            new SecretRoutes(write.secrets(), read.projects()),
            new SessionRoutes(authenticate, write.users(), read.users(), read.projects()),
            new UserRoutes(write.users(), read.users()),
            new ProjectRoutes(write.projects(), read.projects()),
            new RegionRoutes(write.regions(), read.plans(), read.checks(), Scope.GLOBAL),
            new RegionRoutes(write.regions(), read.plans(), read.checks(), Scope.PROJECT),
            new OfferRoutes(write.offers(), read.offers(), Scope.GLOBAL),
            new OfferRoutes(write.offers(), read.offers(), Scope.PROJECT),
            new KeyRoutes(write.offers(), read.offers()),
            new DefaultsRoutes(write.offers(), read.offers()),
            new PlanRoutes(write.plans(), read.plans(), Scope.GLOBAL),
            new PlanRoutes(write.plans(), read.plans(), Scope.PROJECT),
            new KeptRoutes(write.retained(), read.projects()),
            new AuditRoutes(read.projects(), read.users()),
            new GhostRoutes(read.ghosts(), access),
            new SystemRoutes(server, access),
            new OpenApiRoutes())
        .flatMap(resource -> resource.routes().stream())
        .map(route -> route.under(PREFIX))
        .toList();
  }
}
