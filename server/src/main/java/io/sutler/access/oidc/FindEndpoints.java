package io.sutler.access.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the provider answers: asked once, when first needed. Thread-safe. */
final class FindEndpoints {
  private final Optional<URI> issuer;
  private final SendBounded send = new SendBounded();
  private volatile Optional<Endpoints> known;

  private FindEndpoints(Optional<URI> issuer, Optional<Endpoints> known) {
    this.issuer = issuer;
    this.known = known;
  }

  static FindEndpoints known(Endpoints endpoints) {
    return new FindEndpoints(Optional.empty(), Optional.of(endpoints));
  }

  static FindEndpoints at(URI issuer) {
    return new FindEndpoints(Optional.of(issuer), Optional.empty());
  }

  /**
   * @throws io.sutler.domain.Refusal UNAVAILABLE
   */
  Endpoints get() {
    var found = known.orElseGet(this::ask);
    known = Optional.of(found);
    return found;
  }

  private Endpoints ask() {
    var base = issuer.orElseThrow().toString();
    var address = URI.create(base.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    try {
      var text = new String(send.get(address), StandardCharsets.UTF_8);
      var told = OIDCProviderMetadata.parse(text);
      if (!told.getIssuer().getValue().equals(base)
          || told.getAuthorizationEndpointURI() == null
          || told.getTokenEndpointURI() == null
          || told.getUserInfoEndpointURI() == null
          || told.getJWKSetURI() == null) {
        throw AskProvider.unavailable(
            "%s names another issuer or lacks an endpoint: check the issuer's address"
                .formatted(address));
      }
      return new Endpoints(
          told.getAuthorizationEndpointURI(),
          told.getTokenEndpointURI(),
          told.getUserInfoEndpointURI(),
          Optional.of(new Endpoints.Trusted(base, told.getJWKSetURI())));
    } catch (IOException | ParseException e) {
      throw AskProvider.unavailable(
          "%s tells nothing of a provider: try again later, or check the issuer's address"
              .formatted(address));
    }
  }
}
