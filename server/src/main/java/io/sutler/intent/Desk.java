package io.sutler.intent;

import io.sutler.access.Access;
import io.sutler.domain.Ulid;
import io.sutler.secret.SecretBox;
import io.sutler.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** What every write of intent works with. */
public record Desk(
    Store store, Access access, SecretBox secrets, Catalogue catalogue, InstantSource clock) {
  private static final SecureRandom RANDOM = new SecureRandom();

  Instant now() {
    return clock.instant();
  }

  /** A new identity. */
  String newId() {
    return Ulid.of(clock.instant(), RANDOM);
  }
}
