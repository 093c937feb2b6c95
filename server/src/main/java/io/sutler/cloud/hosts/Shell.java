package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import java.time.Duration;

/** How a host is told what to do. Thread-safe. */
interface Shell {
  /** As whom. */
  enum As {
    LOGIN,
    ROOT
  }

  /**
   * @param within it is given up after that
   * @throws CloudTrouble when it was not carried out, or nobody knows whether it was
   */
  Answer run(Script script, As as, Duration within) throws CloudTrouble, InterruptedException;
}
