package io.sutler.store;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What machines can be made of: flavors, images and key pairs. A project's own come before those of
 * all projects, and a region's own before those of all regions. Thread-safe.
 */
public interface Offers {
  /** Puts or replaces the one of the same project, region and name. */
  void put(Flavor flavor);

  /** Visible to the project: its own and everybody's, for every region, by name. */
  List<Flavor> flavors(Optional<ProjectId> project);

  boolean removeFlavor(Optional<ProjectId> project, String region, String name);

  /** Puts or replaces the one of the same project, region and name. */
  void put(Image image);

  /** Visible to the project: its own and everybody's, for every region, by name. */
  List<Image> images(Optional<ProjectId> project);

  boolean removeImage(Optional<ProjectId> project, String region, String name);

  /** Puts or replaces the one of the same project and name. */
  void put(KeyPair key);

  List<KeyPair> keys(ProjectId project);

  boolean removeKey(ProjectId project, String name);

  /** Takes the place of all that were. */
  void putDefaults(ProjectId project, Map<String, String> names);

  /** What machines of the project are made of unless said, by what it is; empty where unsaid. */
  Map<String, String> defaults(ProjectId project);
}
