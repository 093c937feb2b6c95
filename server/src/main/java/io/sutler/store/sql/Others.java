package io.sutler.store.sql;

import io.sutler.store.Fence;
import io.sutler.store.Work;
import java.util.Collection;
import java.util.List;

/** Marks that other processes made. */
@FunctionalInterface
interface Others {
  /** Where there are none. */
  Others NONE = (held, since) -> List.of();

  /** As {@link io.sutler.store.Passes#marked}. */
  List<Work> marked(Collection<Fence> held, long sinceMicros);
}
