package io.sutler.catalog;

import io.sutler.domain.Refusal.Fault;
import java.nio.file.Path;
import java.util.List;

/** What service authors need before they publish. */
public final class AuthorCheck {
  private AuthorCheck() {}

  /** All faults of a plan's directory; empty when it can be published. */
  public static List<Fault> check(Path directory, Context context) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes a minimal working plan.
   *
   * @throws io.sutler.domain.Refusal when the name is none, or the directory is there and not empty
   */
  public static void init(Path directory, String name) {
    throw new UnsupportedOperationException();
  }
}
