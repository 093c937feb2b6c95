package io.sutler.access.oidc;

import java.net.URI;
import java.util.Optional;

/**
 * Where a provider answers.
 *
 * @param trusted how its ID tokens are checked; empty where only its answers are trusted, which
 *     come straight from it
 */
record Endpoints(URI authorization, URI token, URI userInfo, Optional<Trusted> trusted) {
  /** Who signs ID tokens, and where the keys are. */
  record Trusted(String issuer, URI keys) {}

  /** Hydra's, and Michman's. */
  static Endpoints hydra(URI address) {
    var base = address.toString().replaceAll("/+$", "");
    return new Endpoints(
        URI.create(base + "/oauth2/auth"),
        URI.create(base + "/oauth2/token"),
        URI.create(base + "/userinfo"),
        Optional.empty());
  }
}
