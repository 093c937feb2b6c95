package io.sutler.store.sql;

import io.sutler.store.Fence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Who may write for which shards. Thread-safe. */
interface Leases {
  /** As {@link io.sutler.store.Passes#lease}. */
  List<Fence> lease(String holder, Collection<String> places, Duration ttl);

  void release(String holder);

  /** Those of these fences that still hold, and go on holding until the session's commit. */
  Set<Fence> valid(Session session, Collection<Fence> fences) throws SQLException;
}
