package io.sutler.view;

import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What carries our tag and is neither declared nor retained. */
public interface Ghosts {
  List<Ghost> list() throws InterruptedException;

  /** Removes one; empty when it worked, else why not. */
  Optional<String> remove(Ghost ghost) throws InterruptedException;

  record Ghost(
      String region,
      String driver,
      String kind,
      String handle,
      OwnerTag owner,
      String detail,
      Optional<Instant> since) {}
}
