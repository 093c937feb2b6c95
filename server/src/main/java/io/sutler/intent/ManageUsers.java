package io.sutler.intent;

import io.sutler.access.Authenticate;
import io.sutler.access.Caller;
import io.sutler.domain.ApiToken;
import io.sutler.domain.Role;
import io.sutler.domain.User;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Makes and removes users, passwords and tokens. Thread-safe. */
public final class ManageUsers {
  /**
   * @param authenticate told to forget what it remembers
   */
  public ManageUsers(Desk desk, Authenticate authenticate) {}

  /**
   * By admins.
   *
   * @param password empty for a user with tokens only
   */
  public User create(Caller caller, String name, Optional<String> password, boolean admin) {
    throw new UnsupportedOperationException();
  }

  /** By admins; not oneself. */
  public void remove(Caller caller, String name) {
    throw new UnsupportedOperationException();
  }

  /** One's own with {@code current}; anyone's by admins. */
  public void setPassword(Caller caller, String name, Optional<String> current, String password) {
    throw new UnsupportedOperationException();
  }

  /** A token of the caller's own that may do no more than the caller. */
  public NewToken createToken(Caller caller, TokenRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Revokes the very token that the caller came with.
   *
   * @param text as sent: {@code sut_...}
   */
  public void signOut(Caller caller, String text) {
    throw new UnsupportedOperationException();
  }

  /** One's own, or anyone's by admins. */
  public void revokeToken(Caller caller, String user, String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param project limits it to one project
   * @param role empty for the caller's own
   * @param scopes empty for the caller's own
   * @param expires from now; empty for never
   */
  public record TokenRequest(
      String label,
      Optional<String> project,
      Optional<Role> role,
      Set<String> scopes,
      Optional<Duration> expires) {}

  /**
   * @param text shown this once, never stored
   */
  public record NewToken(String text, ApiToken token) {}
}
