package io.sutler.store.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for a future, uninterrupted, and throws what failed itself, not a wrapper of it. */
final class Waiting {
  private Waiting() {}

  static <R> R on(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
