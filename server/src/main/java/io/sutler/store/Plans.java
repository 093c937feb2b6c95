package io.sutler.store;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.domain.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Published plan bundles, and regions. */
public interface Plans {
  /**
   * False when this name and version stand already with another digest in the same scope.
   * Publishing the same again mends a damaged bundle.
   */
  boolean publish(PlanRow plan, byte[] bundle);

  /** Exact version in the project's scope, else the global one. */
  Optional<PlanRow> find(Optional<ProjectId> project, String name, String version);

  /** All versions visible to a project, its own first; newest first by publication. */
  List<PlanRow> versions(Optional<ProjectId> project, String name);

  Optional<PlanRow> byDigest(String digest);

  List<PlanRow> list(Optional<ProjectId> project);

  Optional<byte[]> bundle(String digest);

  void put(Region region);

  /** The project's own region of that name, else the global one. */
  Optional<Region> region(Optional<ProjectId> project, String name);

  /** Those that a project sees: its own and everybody's. */
  List<Region> regions(Optional<ProjectId> project);

  /** Everybody's and each project's own. */
  List<Region> everyRegion();

  boolean removeRegion(Optional<ProjectId> project, String name);

  /**
   * @param document the plan file's text, as published
   * @param uses digest of each plan that it uses, by the {@code name@version} it wrote: pinned when
   *     published, so that nothing changes under a deployment
   */
  record PlanRow(
      String digest,
      String name,
      String version,
      Optional<ProjectId> project,
      Trust trust,
      String title,
      String category,
      String document,
      Map<String, String> uses,
      String publishedBy,
      Instant publishedAt) {}
}
