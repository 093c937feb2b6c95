package io.sutler.access.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.sutler.access.Identity;
import io.sutler.access.Provider;
import io.sutler.domain.Refusal;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns a code into who its user is. A code that comes with a state, or to a browser that began
 * here, must be the answer to what that browser asked; one that comes alone, as Michman's clients
 * bring it, is the provider's to judge. Tokens are neither kept nor logged.
 */
public final class AskProvider implements Provider {
  private static final String NAME = "oauth2";
  private static final Pattern CODE = Pattern.compile("[\\x21-\\x7e]{1,4096}");
  private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
  private final FindEndpoints endpoints;
  private final Client client;
  private final SendBounded send = new SendBounded();

  private AskProvider(FindEndpoints endpoints, Client client) {
    this.endpoints = endpoints;
    this.client = client;
  }

  /**
   * @param address of Hydra's public side
   */
  public static AskProvider hydra(URI address, Client client) {
    return new AskProvider(FindEndpoints.known(Endpoints.hydra(address)), client);
  }

  /**
   * @param issuer that tells where its endpoints are; asked at the first sign-in
   */
  public static AskProvider issuer(URI issuer, Client client) {
    return new AskProvider(FindEndpoints.at(issuer), client);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Start> start() {
    var attempt = Attempt.begin();
    var scopes = new Scope(client.scopes().toArray(String[]::new));
    var address =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, scopes, new ClientID(client.id()), client.redirect())
            .endpointURI(endpoints.get().authorization())
            .state(new State(attempt.state()))
            .nonce(new Nonce(attempt.nonce()))
            .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
            .build()
            .toURI();
    return Optional.of(new Start(address, attempt.kept()));
  }

  @Override
  public Identity prove(Evidence evidence) {
    if (evidence.error().isPresent()) {
      var said = evidence.error().filter(e -> ERROR.matcher(e).matches()).orElse("no");
      throw refused("the provider says %s: sign in again".formatted(said));
    }
    var code =
        evidence
            .code()
            .filter(c -> !c.isEmpty())
            .orElseThrow(() -> refused("authorization code required, can't be nil"));
    if (!CODE.matcher(code).matches()) {
      throw refused("this is no authorization code: sign in again");
    }
    var attempt = evidence.kept().map(Attempt::new);
    if ((attempt.isPresent() || evidence.state().isPresent())
        && !attempt.map(a -> a.hasState(evidence.state().orElse(""))).orElse(false)) {
      throw refused("this sign-in was not begun in this browser, or took too long: begin again");
    }
    try {
      var where = endpoints.get();
      var tokens = tokens(where, code, attempt);
      var user = user(where, tokens);
      var trusted = where.trusted();
      if (trusted.isPresent()) {
        var subject = new CheckIdToken(trusted.get(), client, send).subject(tokens, attempt);
        if (!subject.equals(user.getSubject().getValue())) {
          throw refused("the provider speaks of two users at once: sign in again");
        }
      }
      return identity(user);
    } catch (IOException | ParseException e) {
      throw unavailable("the provider does not answer as one: try again later");
    }
  }

  private OIDCTokens tokens(Endpoints where, String code, Optional<Attempt> attempt)
      throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            client.redirect(),
            attempt.map(a -> new CodeVerifier(a.verifier())).orElse(null));
    var login = new ClientSecretPost(new ClientID(client.id()), new Secret(client.secret()));
    var request = new TokenRequest.Builder(where.token(), login, grant).build();
    var response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(send));
    if (response.indicatesSuccess()) {
      return OIDCTokens.class.cast(response.toSuccessResponse().getTokens().toOIDCTokens());
    }
    var error = response.toErrorResponse().getErrorObject();
    if (OAuth2Error.INVALID_GRANT.equals(error) || OAuth2Error.ACCESS_DENIED.equals(error)) {
      throw refused("the provider does not take this code, or no more: sign in again");
    }
    throw unavailable(
        "the provider refuses Sutler itself (%s): check the client's id, secret and redirect address"
            .formatted(
                Optional.ofNullable(error.getCode())
                    .filter(c -> ERROR.matcher(c).matches())
                    .orElse("no reason")));
  }

  private UserInfo user(Endpoints where, OIDCTokens tokens) throws IOException, ParseException {
    var request = new UserInfoRequest(where.userInfo(), tokens.getBearerAccessToken());
    var response = UserInfoResponse.parse(request.toHTTPRequest().send(send));
    if (!response.indicatesSuccess()) {
      throw refused("the provider does not tell who this is: sign in again");
    }
    return response.toSuccessResponse().getUserInfo();
  }

  private static Identity identity(UserInfo user) {
    var groups = groups(user.getClaim("groups"));
    if (groups.stream().allMatch(String::isBlank)) {
      throw refused("user has no groups");
    }
    return Identity.of(NAME, user.getSubject().getValue(), groups);
  }

  /** A text with commas, as Michman's providers send, or a list, as most others do. */
  private static List<String> groups(Object claim) {
    return switch (claim) {
      case String text -> Arrays.asList(text.split(","));
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  static Refusal refused(String sentence) {
    return new Refusal(Refusal.Kind.UNAUTHENTICATED, "not-proven", sentence);
  }

  static Refusal unavailable(String sentence) {
    return new Refusal(Refusal.Kind.UNAVAILABLE, "provider-away", sentence);
  }
}
