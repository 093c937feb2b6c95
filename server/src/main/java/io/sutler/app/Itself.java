package io.sutler.app;

import io.sutler.access.Caller;
import io.sutler.domain.UserId;
import java.util.Map;
import java.util.Set;

/** Sutler acting by itself, as the audit then says. */
final class Itself {
  private Itself() {}

  /**
   * @param face what made it act: schedule, catalogue
   */
  static Caller by(String face) {
    return new Caller(new UserId("sutler"), "sutler", true, Map.of(), Set.of(), face);
  }
}
