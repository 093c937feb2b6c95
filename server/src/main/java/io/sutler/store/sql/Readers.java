package io.sutler.store.sql;

import java.util.concurrent.CompletableFuture;

/** Connections for reading. Thread-safe. */
interface Readers extends AutoCloseable {
  /** Reads on a thread of the readers' choice. */
  <T> CompletableFuture<T> start(Session.Work<T> work);

  default <T> T read(Session.Work<T> work) {
    return Waiting.on(start(work));
  }

  @Override
  void close();
}
