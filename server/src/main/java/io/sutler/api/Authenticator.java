package io.sutler.api;

import io.sutler.access.Caller;

/** From what a request carries to who is calling. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
  /**
   * @param token as sent after {@code Bearer}
   * @param face through what: v1, cli, ...
   * @throws io.sutler.domain.Refusal UNAUTHENTICATED
   */
  Caller byToken(String token, String face);
}
