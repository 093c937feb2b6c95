package io.sutler.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many steps may run at once in one region and for one project; what repairs goes first.
 * Thread-safe.
 */
public final class Limits {
  private final int perProject;
  private final Map<String, Lanes> regions = new ConcurrentHashMap<>();
  private final Map<String, Lanes> projects = new ConcurrentHashMap<>();

  /**
   * @param perProject steps of one project at once
   */
  public Limits(int perProject) {
    this.perProject = perProject;
  }

  /**
   * Waits for room; close to give it back.
   *
   * @param region its id: projects may have regions of the same name
   * @param inRegion how many may run there at once, from now on
   * @param repair brings back what is declared and died
   */
  Room enter(String project, String region, long inRegion, boolean repair)
      throws InterruptedException {
    var ofProject = projects.computeIfAbsent(project, _ -> new Lanes(perProject));
    int most = Math.clamp(inRegion, 1, Integer.MAX_VALUE);
    var ofRegion = regions.computeIfAbsent(region, _ -> new Lanes(most));
    ofRegion.resize(most);
    var leaveProject = ofProject.enter(repair);
    try {
      var leaveRegion = ofRegion.enter(repair);
      return () -> {
        leaveRegion.run();
        leaveProject.run();
      };
    } catch (InterruptedException e) {
      leaveProject.run();
      throw e;
    }
  }

  /** Taken room. */
  interface Room extends AutoCloseable {
    @Override
    void close();
  }
}
