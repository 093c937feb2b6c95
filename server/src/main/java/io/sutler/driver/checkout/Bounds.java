package io.sutler.driver.checkout;

import java.time.Duration;

/**
 * What a repository may take: playbooks are texts, and a server has other things to do.
 *
 * @param received bytes over the wire
 * @param written bytes of all files at the commit
 * @param files at the commit
 * @param time for all of it
 */
public record Bounds(long received, long written, int files, Duration time) {
  public static final Bounds USUAL =
      new Bounds(100L << 20, 200L << 20, 20_000, Duration.ofMinutes(5));
}
