package io.sutler.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many steps may run at once in one region and for one project, first come first served.
 * Thread-safe.
 */
public final class Limits {
  private final int perProject;
  private final Map<String, Semaphore> regions = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> projects = new ConcurrentHashMap<>();

  /**
   * @param perProject steps of one project at once
   */
  public Limits(int perProject) {
    this.perProject = perProject;
  }

  /** Waits for room; close to give it back. */
  Room enter(String project, String region, long inRegion) throws InterruptedException {
    var ofProject = projects.computeIfAbsent(project, _ -> new Semaphore(perProject, true));
    var ofRegion =
        regions.computeIfAbsent(
            region, _ -> new Semaphore(Math.clamp(inRegion, 1, Integer.MAX_VALUE), true));
    ofProject.acquire();
    try {
      ofRegion.acquire();
    } catch (InterruptedException e) {
      ofProject.release();
      throw e;
    }
    return () -> {
      ofRegion.release();
      ofProject.release();
    };
  }

  /** Taken room. */
  interface Room extends AutoCloseable {
    @Override
    void close();
  }
}
