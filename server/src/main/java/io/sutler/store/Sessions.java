package io.sutler.store;

import io.sutler.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who is signed in. Thread-safe; writes return when they are durable. */
public interface Sessions {
  void create(Session session);

  Optional<Session> byHash(String hash);

  /** Notes that it was used; changes nothing when it is gone. */
  void touch(String hash, Instant at);

  /** False when there is none. */
  boolean remove(String hash);

  /** Removes those that were begun before the one, or last used before the other. */
  int removeEnded(Instant begunBefore, Instant usedBefore);

  /**
   * @param hash hex SHA-256 of the session's text, which is never stored
   * @param groups that whoever vouches for the user has named at sign-in
   */
  record Session(String hash, UserId user, Set<String> groups, Instant created, Instant used) {}
}
