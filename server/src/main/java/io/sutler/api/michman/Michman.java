package io.sutler.api.michman;

import io.sutler.api.Route;
import io.sutler.intent.Commands;
import io.sutler.intent.KeepDocuments;
import io.sutler.intent.ManageOffers;
import io.sutler.intent.ManageProjects;
import io.sutler.intent.PublishPlans;
import io.sutler.view.Follow;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowDocuments;
import io.sutler.view.ShowOffers;
import io.sutler.view.ShowPlans;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowRuns;
import java.util.List;
import java.util.stream.Stream;

/** All routes of Michman's face. */
public final class Michman {
  private Michman() {}

  /** What writes. */
  public record Writers(
      ManageProjects projects,
      ManageOffers offers,
      KeepDocuments documents,
      PublishPlans plans,
      Commands commands) {}

  /** What reads. */
  public record Readers(
      ShowProjects projects,
      ShowOffers offers,
      ShowDocuments documents,
      ShowPlans plans,
      ShowDeployments deployments,
      ShowRuns runs,
      Follow follow) {}

  /**
   * @param entry who is let in
   * @param site where clusters come to stand
   * @param journal where this face's own logs go
   */
  public static List<Route> routes(
      Writers write, Readers read, Entry entry, Site site, Journal journal) {
    var ids =
        new MachineIds(records(read, write, "machine-id", "machine id", MachineIds.Kept.class));
    var machines = new Machines(read.offers(), write.offers(), ids);
    var projects =
        new Projects(
            read.projects(),
            write.projects(),
            records(read, write, "project", "project", Project.class));
    var face = new Face(entry.callers(), new Gate(entry.policy(), projects), journal);
    var types =
        new ServiceTypes(records(read, write, "service-type", "service type", ServiceType.class));
    var clusters = new Clusters(read.deployments(), read.runs(), types);
    var make = new MakeCluster(read.plans(), write.plans(), write.commands(), machines, site);
    var launches = new Launches(read.follow(), journal);
    var templates = records(read, write, "template", "template", Template.class);
    var adopted = records(read, write, "adopted-cluster", "cluster", Cluster.class);
    var things = new TakeOver.Things(machines, projects, types.records(), templates, adopted);
    var routes =
        Stream.of(
                new ProjectRoutes(face, projects, machines).routes(),
                new ServiceTypeRoutes(face, types).routes(),
                new VersionRoutes(face, types).routes(),
                new ServiceConfigRoutes(face, types).routes(),
                new MachineRoutes(face, machines, projects, clusters).routes(),
                new ClusterRoutes(
                        face, projects, clusters, make, machines, launches, new Adopted(adopted))
                    .routes(),
                new LogRoutes(face, journal, projects, clusters, new ClusterLog(read.runs()))
                    .routes(),
                new TemplateRoutes(face, templates, projects, types, true).routes(),
                new TemplateRoutes(face, templates, projects, types, false).routes(),
                new AuthRoutes(face, entry.signIn()).routes(),
                new ImportRoutes(face, things).routes(),
                ApiRoutes.routes(),
                List.of(
                    face.route("GET", "/version", (ask, caller) -> Envelope.ok(ask, "Default"))))
            .flatMap(List::stream)
            .toList();
    return Slashes.with(routes);
  }

  private static <T> Records<T> records(
      Readers read, Writers write, String kind, String word, Class<T> type) {
    return new Records<>(read.documents(), write.documents(), kind, word, type);
  }
}
