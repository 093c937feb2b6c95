package io.sutler.access;

import io.sutler.domain.Refusal;
import io.sutler.store.Accounts;
import io.sutler.store.Audits;
import java.time.InstantSource;

/** From a token or a password to a {@link Caller}. Thread-safe. */
public final class Authenticate {
  public Authenticate(Accounts accounts, Audits audits, InstantSource clock) {}

  /**
   * @param token as sent: {@code sut_...}
   * @throws Refusal UNAUTHENTICATED when it is unknown, revoked or expired
   */
  public Caller byToken(String token, String face) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param address where it comes from: tries are limited by name and address
   * @throws Refusal UNAUTHENTICATED, or TOO_MANY with {@code retryAfter} seconds in its details
   */
  public Caller byPassword(String name, String password, String address, String face) {
    throw new UnsupportedOperationException();
  }

  /** Forgets what is remembered of tokens: after any change of users, roles or tokens. */
  public void forget() {}
}
