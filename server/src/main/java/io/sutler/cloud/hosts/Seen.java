package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Resources;
import java.time.Instant;
import java.util.Optional;

/** What came of asking a host. */
sealed interface Seen {
  Host host();

  /**
   * It answered.
   *
   * @param since when it was booted
   * @param size what it really has
   * @param lease who has it; empty for nobody
   * @param taken somebody has it, also one whose lease is not understood
   * @param ready who has it was let in
   */
  record There(
      Host host,
      Optional<Instant> since,
      Resources size,
      Optional<Lease> lease,
      boolean taken,
      boolean ready)
      implements Seen {}

  /** Nothing may be concluded of it. */
  record Silent(Host host, CloudTrouble why) implements Seen {}
}
