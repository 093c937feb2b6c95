package io.sutler.control;

import io.sutler.domain.Deployment;

/**
 * What comes due by the clock and changes the level: carried out as commands, through {@code
 * intent}, by whoever wires the house. Each is asked for again until the level shows it.
 */
public interface Timers {
  /** Its time to stop has come. */
  void stop(Deployment deployment);

  /** Its time to live is over. */
  void remove(Deployment deployment);

  /**
   * A scheduled operation is due; the same {@code turn} asked twice must run it once.
   *
   * @param turn which time since the deployment's creation, from 1
   */
  void operate(Deployment deployment, String operation, long turn);
}
