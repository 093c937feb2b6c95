package io.sutler.api.michman;

import java.util.List;

/**
 * Which machines a cluster has, by the classes of its services. Pure.
 *
 * @param slaves how many; none without a master
 */
record Machinery(boolean master, int slaves, boolean storage, boolean monitor) {
  static final String STAND_ALONE = "stand-alone";
  static final String MASTER_SLAVE = "master-slave";
  static final String STORAGE = "storage";

  /**
   * @param classes of its services
   */
  static Machinery of(List<String> classes, int slaves, boolean monitoring) {
    boolean master = classes.isEmpty() || classes.stream().anyMatch(c -> !c.equals(STORAGE));
    return new Machinery(master, master ? slaves : 0, classes.contains(STORAGE), monitoring);
  }
}
