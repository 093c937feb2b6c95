package io.sutler.access;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.store.Accept;
import io.sutler.store.Accounts;
import io.sutler.store.Audits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From a token or a password to a {@link Caller}. What was found for a token is remembered for a
 * second, so that another server's revocation counts within that time and one's own at once.
 * Thread-safe.
 */
public final class Authenticate {
  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int MOST = 10_000;
  private final Accounts accounts;
  private final Audits audits;
  private final InstantSource clock;
  private final LimitTries tries = new LimitTries();
  private volatile Map<String, Known> known = new ConcurrentHashMap<>();

  public Authenticate(Accounts accounts, Audits audits, InstantSource clock) {
    this.accounts = accounts;
    this.audits = audits;
    this.clock = clock;
  }

  /**
   * @param token as sent: {@code sut_...}
   * @throws Refusal UNAUTHENTICATED when it is unknown, revoked or expired
   */
  public Caller byToken(String token, String face) {
    var now = clock.instant();
    var hash = Tokens.hash(token);
    // held on to: what is found now must not land in a map made by a forget() meanwhile
    var memory = known;
    var found = memory.get(hash);
    if (found == null || !now.isBefore(found.until)) {
      found = find(hash, now).orElseThrow(Authenticate::unknownToken);
      if (memory.size() >= MOST) {
        memory.clear();
      }
      memory.put(hash, found);
    }
    if (found.expires.filter(end -> !now.isBefore(end)).isPresent()) {
      throw unknownToken();
    }
    var c = found.caller;
    return new Caller(c.user(), c.name(), c.admin(), c.roles(), c.scopes(), face, c.limits());
  }

  /**
   * Somebody whom an operator lets in without a token.
   *
   * @param groups that he counts as a member of, whose roles are his too
   * @throws Refusal UNAUTHENTICATED when there is no such user
   */
  public Caller trusted(String name, Set<String> groups, String face) {
    var user = accounts.user(name).orElseThrow(Authenticate::unknownToken);
    var roles = accounts.rolesOf(user.id(), groups);
    return new Caller(user.id(), user.name(), user.admin(), roles, Set.of(), face);
  }

  /**
   * @param address where it comes from: tries are limited by name and address
   * @throws Refusal UNAUTHENTICATED, or TOO_MANY with {@code retryAfter} seconds in its details
   */
  public Caller byPassword(String name, String password, String address, String face) {
    var now = clock.instant();
    tries.admit(name, address, now);
    var user = accounts.user(name);
    var hash = user.map(Accounts.User::passwordHash).orElse("");
    boolean right = Passwords.check(password, hash);
    var shown = name.length() > 63 ? name.substring(0, 63) : name;
    audits.append(
        Optional.empty(),
        now,
        new Accept.AuditEntry(
            shown,
            face,
            "sign-in",
            "user/" + shown,
            Map.of(),
            Map.of("address", address),
            right ? "accepted" : "refused"));
    if (!right || user.isEmpty()) {
      tries.failed(name, address, now);
      throw new Refusal(
          Refusal.Kind.UNAUTHENTICATED, "wrong-password", "the name or the password is wrong");
    }
    var found = user.get();
    return new Caller(
        found.id(), found.name(), found.admin(), accounts.rolesOf(found.id()), Set.of(), face);
  }

  /** Forgets what is remembered of tokens: after any change of users, roles or tokens. */
  public void forget() {
    known = new ConcurrentHashMap<>();
  }

  private Optional<Known> find(String hash, Instant now) {
    return accounts
        .token(hash)
        .flatMap(token ->
            accounts
                .user(token.user())
                .map(
                    user -> new Known(narrow(user, token), token.expires(), now.plus(REMEMBERED))));
  }

  private Caller narrow(Accounts.User user, Accounts.Token token) {
    boolean admin = user.admin() && token.role() == Role.ADMIN && token.project().isEmpty();
    var roles = new HashMap<ProjectId, Role>();
    accounts
        .rolesOf(user.id())
        .forEach((project, role) -> roles.put(project, role.weaker(token.role())));
    token
        .project()
        .ifPresent(only -> {
          roles.keySet().retainAll(Set.of(only));
          if (user.admin()) {
            roles.put(only, Role.OWNER.weaker(token.role()));
          }
        });
    return new Caller(
        user.id(),
        user.name(),
        admin,
        Map.copyOf(roles),
        token.scopes(),
        "",
        new Caller.Limits(token.project(), token.role(), token.expires()));
  }

  private static Refusal unknownToken() {
    return new Refusal(
        Refusal.Kind.UNAUTHENTICATED,
        "unknown-token",
        "this token is unknown, revoked or expired: sign in or make a new one");
  }

  private record Known(Caller caller, Optional<Instant> expires, Instant until) {}
}
