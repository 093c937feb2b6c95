package io.sutler.access;

import io.sutler.domain.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets people in for whom a provider vouches. Thread-safe. */
public final class SignIn {
  private final Provider provider;
  private final KeepSessions sessions;
  private final InstantSource clock;
  private final LimitTries tries = new LimitTries();

  public SignIn(Provider provider, KeepSessions sessions, InstantSource clock) {
    this.provider = provider;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * @param session its text, for the browser alone
   * @param lifetime of the session at most
   */
  public record SignedIn(Identity identity, String session, Duration lifetime) {}

  public KeepSessions sessions() {
    return sessions;
  }

  /** Where a browser begins; empty where people come with their evidence. */
  public Optional<Provider.Start> start() throws InterruptedException {
    return provider.start();
  }

  /**
   * @param old text of the session that the browser had: it ends
   * @param address where it comes from: failed tries are limited by it
   * @throws Refusal UNAUTHENTICATED, UNAVAILABLE, TOO_MANY
   */
  public SignedIn signIn(
      Provider.Evidence evidence, Optional<String> old, String address, String face)
      throws InterruptedException {
    var now = clock.instant();
    var tried =
        Tokens.hash(
            Stream.of(evidence.subjectToken(), evidence.code())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(""));
    tries.admit(tried, address, now);
    try {
      var identity = provider.prove(evidence);
      old.ifPresent(sessions::end);
      return new SignedIn(
          identity, sessions.open(identity, address, face), sessions.limits().lifetime());
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
        tries.failed(tried, address, now);
        sessions.refused(provider.name(), address, face);
      }
      throw refusal;
    }
  }
}
