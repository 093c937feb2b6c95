package io.sutler.testkit;

import java.util.HashMap;
import java.util.Map;

/**
 * What goes wrong with a cloud's calls, drawn from a seed: each draw depends only on the seed, what
 * it is about and how many draws there were about that, so that a history is the same whatever the
 * order of threads. Thread-safe.
 */
public final class CloudFaults {
  private final long seed;
  private final int percent;
  private final Map<String, Integer> draws = new HashMap<>();
  private volatile boolean calm;
  private volatile String only = "";

  /**
   * @param percent how many of a hundred draws bring a fault
   */
  public CloudFaults(long seed, int percent) {
    this.seed = seed;
    this.percent = percent;
  }

  /** No fault from now on. */
  public void calm() {
    calm = true;
  }

  /**
   * From now on one kind of fault strikes each time, and no other: {@code lie}, {@code twin}, ...
   */
  public void only(String kind) {
    only = kind + " ";
    calm = false;
  }

  boolean strikes(String about) {
    if (calm || !only.isEmpty()) {
      return !calm && about.startsWith(only);
    }
    return Math.floorMod(draw(about), 100) < percent;
  }

  /** A number below {@code bound}. */
  int number(String about, int bound) {
    return calm ? 0 : (int) Math.floorMod(draw(about), (long) bound);
  }

  private synchronized long draw(String about) {
    long x = seed + 0x9E3779B97F4A7C15L * draws.merge(about, 1, Integer::sum);
    x ^= 31L * about.hashCode();
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return (x ^ (x >>> 31)) >>> 1;
  }
}
