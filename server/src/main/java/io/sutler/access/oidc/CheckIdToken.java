package io.sutler.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;

/** Whether an ID token is the provider's, for this client, fresh, and of this sign-in. */
record CheckIdToken(Endpoints.Trusted trusted, Client client, SendBounded send) {
  /**
   * Whom it names.
   *
   * @throws io.sutler.domain.Refusal UNAUTHENTICATED
   */
  String subject(OIDCTokens tokens, Optional<Attempt> attempt) throws IOException {
    if (!(tokens.getIDToken() instanceof SignedJWT token)
        || !JWSAlgorithm.Family.SIGNATURE.contains(token.getHeader().getAlgorithm())) {
      throw AskProvider.refused("the provider sent no signed ID token: ask for the scope openid");
    }
    try {
      var keys = JWKSet.parse(new String(send.get(trusted.keys()), StandardCharsets.UTF_8));
      var validator =
          new IDTokenValidator(
              new Issuer(trusted.issuer()),
              new ClientID(client.id()),
              token.getHeader().getAlgorithm(),
              keys);
      var nonce = attempt.map(a -> new Nonce(a.nonce())).orElse(null);
      return validator.validate(token, nonce).getSubject().getValue();
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw AskProvider.refused("the provider's ID token is not good for this sign-in: try again");
    }
  }
}
