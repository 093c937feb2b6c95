package io.sutler.access;

import io.sutler.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes what a fresh installation needs to be spoken to. */
public final class FirstStart {
  private FirstStart() {}

  /**
   * Where there is no user yet: makes {@code admin}, writes its token to {@code admin.token} in
   * {@code data} (0600), and makes the project {@code demo}. Safe to run at each start; makes the
   * token anew where the file is gone.
   */
  public static void prepare(Store store, Path data, InstantSource clock) throws IOException {
    throw new UnsupportedOperationException();
  }
}
