package io.sutler.store.sql;

import java.nio.file.Path;

/** What the two databases do each in its own way. Thread-safe. */
interface Engine extends AutoCloseable {
  Readers readers();

  /** Carries out what people ask, and rare writes. */
  GroupWriter commandWriter();

  /** Carries out the writes of passes; may be the same. */
  GroupWriter passWriter();

  Leases leases();

  Others others();

  News news();

  /** Whether its disk has room for more than the next few writes, as far as we can see. */
  boolean hasRoom();

  void backup(Path target);

  @Override
  void close();
}
