package io.sutler.access;

import io.sutler.domain.Ulid;
import io.sutler.domain.UserId;
import io.sutler.store.Accept;
import io.sutler.store.Accounts;
import io.sutler.store.Sessions;
import io.sutler.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sessions of people for whom a provider vouches. A session is a random text that only its browser
 * has; the store, and so every server that shares it, knows its hash. A user is made at the first
 * sign-in, so that the audit has a name; what he may do follows from his own roles and from those
 * of the groups that the provider named. Thread-safe.
 */
public final class KeepSessions {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Duration LONGEST_UNNOTED = Duration.ofMinutes(1);
  private final Store store;
  private final SessionLimits limits;
  private final String adminGroup;
  private final InstantSource clock;

  /**
   * @param adminGroup whose members are administrators; empty for none
   */
  public KeepSessions(Store store, SessionLimits limits, String adminGroup, InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.adminGroup = adminGroup;
    this.clock = clock;
  }

  public SessionLimits limits() {
    return limits;
  }

  /**
   * Begins a new one, whatever the browser had before.
   *
   * @param address where it comes from, for the audit
   * @return its text
   */
  public String open(Identity identity, String address, String face) {
    var now = clock.instant();
    store.sessions().removeEnded(now.minus(limits.lifetime()), now.minus(limits.idle()));
    var user = user(identity.userName(), now);
    var text = newText();
    store
        .sessions()
        .create(new Sessions.Session(Tokens.hash(text), user.id(), identity.groups(), now, now));
    tell(identity.userName(), face, "sign-in", address, "accepted");
    return text;
  }

  /** Writes down that somebody did not get in. */
  public void refused(String provider, String address, String face) {
    tell(provider + ".?", face, "sign-in", address, "refused");
  }

  /** Who has the session with this text; empty when there is none, or it is over. */
  public Optional<Caller> caller(String text, String face) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    var now = clock.instant();
    return store
        .sessions()
        .byHash(Tokens.hash(text))
        .filter(session -> goesOn(session, now))
        .flatMap(
            session -> store.accounts().user(session.user()).map(u -> caller(u, session, face)));
  }

  /** Ends it; nothing happens when there is none. */
  public void end(String text) {
    if (TEXT.matcher(text).matches()) {
      store.sessions().remove(Tokens.hash(text));
    }
  }

  private boolean goesOn(Sessions.Session session, Instant now) {
    if (!now.isBefore(session.created().plus(limits.lifetime()))
        || !now.isBefore(session.used().plus(limits.idle()))) {
      store.sessions().remove(session.hash());
      return false;
    }
    var unnoted = limits.idle().dividedBy(10);
    if (unnoted.compareTo(LONGEST_UNNOTED) > 0) {
      unnoted = LONGEST_UNNOTED;
    }
    // a write at each request would cost more than the request
    if (!now.isBefore(session.used().plus(unnoted))) {
      store.sessions().touch(session.hash(), now);
    }
    return true;
  }

  private Caller caller(Accounts.User user, Sessions.Session session, String face) {
    var roles = store.accounts().rolesOf(user.id(), session.groups());
    boolean admin =
        user.admin() || (!adminGroup.isEmpty() && session.groups().contains(adminGroup));
    return new Caller(user.id(), user.name(), admin, roles, Set.of(), face);
  }

  private Accounts.User user(String name, Instant now) {
    var accounts = store.accounts();
    var known = accounts.user(name);
    if (known.isPresent()) {
      return known.get();
    }
    var fresh = new Accounts.User(new UserId(Ulid.of(now, RANDOM)), name, "", false, now);
    return accounts.create(fresh) ? fresh : accounts.user(name).orElseThrow();
  }

  private void tell(String who, String face, String action, String address, String outcome) {
    store
        .audits()
        .append(
            Optional.empty(),
            clock.instant(),
            new Accept.AuditEntry(
                who, face, action, "user/" + who, Map.of(), Map.of("address", address), outcome));
  }

  private static String newText() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
