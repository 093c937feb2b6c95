package io.sutler.access;

import java.net.URI;
import java.util.Optional;

/** Somebody outside who vouches for users. Thread-safe. */
public interface Provider {
  /** keystone, oauth2, ... */
  String name();

  /**
   * @throws io.sutler.domain.Refusal UNAUTHENTICATED when it proves nothing, UNAVAILABLE when the
   *     provider cannot be asked
   */
  Identity prove(Evidence evidence) throws InterruptedException;

  /**
   * Where a browser begins to sign in; empty where people come with their evidence.
   *
   * @throws io.sutler.domain.Refusal UNAVAILABLE when the provider cannot be asked
   */
  default Optional<Start> start() throws InterruptedException {
    return Optional.empty();
  }

  /**
   * @param keep for this browser alone, until it comes back
   */
  record Start(URI address, String keep) {}

  /**
   * What somebody brings along. Texts are as they came: nobody has looked at them.
   *
   * @param authToken who asks, for Keystone
   * @param subjectToken who is asked about, for Keystone
   * @param code of a provider of OAuth2
   * @param state that came back with it
   * @param error that came back instead
   * @param kept what the browser was to keep
   */
  record Evidence(
      Optional<String> authToken,
      Optional<String> subjectToken,
      Optional<String> code,
      Optional<String> state,
      Optional<String> error,
      Optional<String> kept) {}
}
