package io.sutler.intent;

import io.sutler.access.Authenticate;
import io.sutler.access.Caller;
import io.sutler.access.Passwords;
import io.sutler.access.Tokens;
import io.sutler.domain.ApiToken;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.domain.User;
import io.sutler.domain.UserId;
import io.sutler.store.Accounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes and removes users, passwords and tokens. Thread-safe. */
public final class ManageUsers {
  private final Desk desk;
  private final Accounts accounts;
  private final Authenticate authenticate;
  private final WriteAudit audit;
  private final IssueTokens tokens;

  /**
   * @param authenticate told to forget what it remembers
   */
  public ManageUsers(Desk desk, Authenticate authenticate) {
    this.desk = desk;
    this.accounts = desk.store().accounts();
    this.authenticate = authenticate;
    this.audit = new WriteAudit(desk);
    this.tokens = new IssueTokens(desk);
  }

  /**
   * By admins.
   *
   * @param password empty for a user with tokens only
   */
  public User create(Caller caller, String name, Optional<String> password, boolean admin) {
    return refusing(
        caller,
        "create user",
        name,
        () -> {
          desk.access().requireAdminWrite(caller);
          Refusals.requireSlug("/name", name);
          var hash = password.map(Passwords::hash).orElse("");
          var row = new Accounts.User(new UserId(desk.newId()), name, hash, admin, desk.now());
          if (!accounts.create(row)) {
            throw new Refusal(
                Refusal.Kind.CONFLICT,
                "name-taken",
                "there is a user '%s' already: choose another name".formatted(name));
          }
          done(caller, "create user", name, Map.of("admin", admin));
          return new User(row.id(), name, admin, row.createdAt());
        });
  }

  /** By admins; not oneself. */
  public void remove(Caller caller, String name) {
    refusing(
        caller,
        "remove user",
        name,
        () -> {
          desk.access().requireAdminWrite(caller);
          var user = found(name);
          if (user.id().equals(caller.user())) {
            throw new Refusal(
                Refusal.Kind.CONFLICT, "oneself", "nobody removes himself: ask another admin");
          }
          accounts.remove(user.id());
          authenticate.forget();
          done(caller, "remove user", name, Map.of());
          return user;
        });
  }

  /** One's own with {@code current}; anyone's by admins. */
  public void setPassword(Caller caller, String name, Optional<String> current, String password) {
    refusing(
        caller,
        "set password",
        name,
        () -> {
          var user = ownOrAnyForAdmins(caller, name);
          if (!caller.admin()) {
            authenticate.byPassword(name, current.orElse(""), "password-change", caller.face());
          }
          accounts.setPassword(user.id(), Passwords.hash(password));
          done(caller, "set password", name, Map.of());
          return user;
        });
  }

  /** A token of the caller's own that may do no more than the caller. */
  public NewToken createToken(Caller caller, TokenRequest request) {
    return refusing(
        caller,
        "create token",
        caller.name(),
        () -> {
          var made = tokens.issue(caller, request);
          done(
              caller,
              "create token",
              caller.name(),
              Map.of("token", made.token().id(), "label", request.label()));
          return made;
        });
  }

  /**
   * Revokes the very token that the caller came with.
   *
   * @param text as sent: {@code sut_...}
   */
  public void signOut(Caller caller, String text) {
    accounts
        .token(Tokens.hash(text))
        .filter(token -> token.user().equals(caller.user()))
        .ifPresent(token -> {
          accounts.revokeToken(token.id());
          authenticate.forget();
          done(caller, "sign-out", caller.name(), Map.of("token", token.id()));
        });
  }

  /** One's own, or anyone's by admins. */
  public void revokeToken(Caller caller, String user, String id) {
    refusing(
        caller,
        "revoke token",
        user,
        () -> {
          var whose = ownOrAnyForAdmins(caller, user);
          if (accounts.tokens(whose.id()).stream().noneMatch(token -> token.id().equals(id))
              || !accounts.revokeToken(id)) {
            throw Refusal.notFound("token", InertText.shown(id));
          }
          authenticate.forget();
          done(caller, "revoke token", user, Map.of("token", id));
          return whose;
        });
  }

  private Accounts.User ownOrAnyForAdmins(Caller caller, String name) {
    desk.access().requireScope(caller, "write");
    if (!caller.admin() && !caller.name().equals(name)) {
      throw Refusal.notFound("user", InertText.shown(name));
    }
    return found(name);
  }

  private Accounts.User found(String name) {
    return accounts.user(name).orElseThrow(() -> Refusal.notFound("user", InertText.shown(name)));
  }

  private <T> T refusing(Caller caller, String action, String name, Supplier<T> work) {
    return audit.refusals(caller, Optional.empty(), action, "user/" + name, work);
  }

  private void done(Caller caller, String action, String name, Map<String, Object> after) {
    audit.done(caller, Optional.empty(), action, "user/" + name, after);
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
