package io.sutler.control;

import io.sutler.domain.Deployment;
import java.util.Optional;

/**
 * What comes due by the clock and changes the level: carried out as commands, through {@code
 * intent}, by whoever wires the house. Each is asked for again until the level shows it. The answer
 * is a sentence that says why it cannot be; empty when it was ordered.
 */
public interface Timers {
  /** Its time to stop has come. */
  Optional<String> stop(Deployment deployment);

  /** Its time to live is over. */
  Optional<String> remove(Deployment deployment);

  /**
   * A scheduled operation is due; the same {@code turn} asked twice must run it once.
   *
   * @param turn which time since the deployment's creation, from 1
   */
  Optional<String> operate(Deployment deployment, String operation, long turn);
}
