package io.sutler.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sutler.access.FakeSite;
import io.sutler.access.Identity;
import io.sutler.access.Provider.Evidence;
import io.sutler.domain.Refusal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes, states and ID tokens, good and bad, against a provider that answers as it is told. */
class AskProviderTest {
  private static final URI HERE = URI.create("https://sutler.example.org/auth");
  private static final Client CLIENT =
      new Client("sutler", "its-secret", HERE, List.of("openid", "groups"));
  private static final String TOKEN =
      "{\"access_token\":\"at\",\"token_type\":\"bearer\",\"expires_in\":60%s}";
  private FakeSite site;
  private ECKey key;

  @BeforeEach
  void open() throws Exception {
    site = new FakeSite();
    key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    site.answers("/oauth2/token", 200, TOKEN.formatted(""));
    site.answers("/userinfo", 200, "{\"sub\":\"mira\",\"groups\":\"eng, ops,,\"}");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private AskProvider hydra() {
    return AskProvider.hydra(site.address(), CLIENT);
  }

  private AskProvider issuer() {
    var base = site.address().toString();
    site.answers(
        "/.well-known/openid-configuration",
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/start","token_endpoint":"%1$s/oauth2/token",
         "userinfo_endpoint":"%1$s/userinfo","jwks_uri":"%1$s/keys","subject_types_supported":["public"],
         "response_types_supported":["code"],"id_token_signing_alg_values_supported":["ES256"]}\
        """
            .formatted(base));
    site.answers("/keys", 200, new JWKSet(key.toPublicJWK()).toString());
    return AskProvider.issuer(site.address(), CLIENT);
  }

  private JWTClaimsSet.Builder claims(String nonce) {
    return new JWTClaimsSet.Builder()
        .issuer(site.address().toString())
        .audience("sutler")
        .subject("mira")
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
        .claim("nonce", nonce);
  }

  private void gives(JWTClaimsSet claims, ECKey signer) throws JOSEException {
    var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("1").build(), claims);
    token.sign(new ECDSASigner(signer));
    site.answers(
        "/oauth2/token", 200, TOKEN.formatted(",\"id_token\":\"" + token.serialize() + "\""));
  }

  private static Evidence code(String code) {
    return evidence(Optional.of(code), Optional.empty(), Optional.empty());
  }

  private static Evidence evidence(
      Optional<String> code, Optional<String> state, Optional<String> kept) {
    return new Evidence(Optional.empty(), Optional.empty(), code, state, Optional.empty(), kept);
  }

  private static void refused(
      Refusal.Kind kind, AskProvider provider, Evidence evidence, String says) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> provider.prove(evidence))
        .satisfies(r -> assertThat(r.kind()).isEqualTo(kind))
        .withMessageContaining(says);
  }

  private static void refused(AskProvider provider, Evidence evidence, String says) {
    refused(Refusal.Kind.UNAUTHENTICATED, provider, evidence, says);
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8), (a, b) -> a));
  }

  @Test
  void a_code_becomes_a_user_with_groups_as_michman_asks_hydra() {
    var who = hydra().prove(code("abc"));
    assertThat(who).isEqualTo(new Identity("oauth2", "mira", Set.of("eng", "ops")));
    var asked = site.asked();
    assertThat(asked.get(0).path()).isEqualTo("/oauth2/token");
    assertThat(query(asked.get(0).body()))
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "abc")
        .containsEntry("redirect_uri", HERE.toString())
        .containsEntry("client_id", "sutler")
        .containsEntry("client_secret", "its-secret");
    assertThat(asked.get(1).headers()).containsEntry("Authorization", List.of("Bearer at"));
    site.answers("/userinfo", 200, "{\"sub\":\"mira\",\"groups\":[\"a\",\"b\"]}");
    assertThat(hydra().prove(code("abc")).groups()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void who_has_no_groups_does_not_get_in() {
    for (var groups : List.of("", ",\"groups\":\"\"", ",\"groups\":[]", ",\"groups\":7")) {
      site.answers("/userinfo", 200, "{\"sub\":\"mira\"" + groups + "}");
      refused(hydra(), code("abc"), "user has no groups");
    }
  }

  @Test
  void a_code_that_the_provider_does_not_take_is_refused() {
    site.answers("/oauth2/token", 400, "{\"error\":\"invalid_grant\"}");
    refused(hydra(), code("used"), "does not take this code, or no more");
    site.answers("/oauth2/token", 401, "{\"error\":\"invalid_client\"}");
    refused(Refusal.Kind.UNAVAILABLE, hydra(), code("abc"), "invalid_client");
    site.answers("/oauth2/token", 200, "<html>");
    refused(Refusal.Kind.UNAVAILABLE, hydra(), code("abc"), "does not answer as one");
    site.answers("/oauth2/token", 200, "[" + "1,".repeat(1 << 20) + "1]");
    refused(Refusal.Kind.UNAVAILABLE, hydra(), code("abc"), "does not answer as one");
  }

  @Test
  void what_is_no_code_is_not_sent() {
    refused(hydra(), evidence(Optional.empty(), Optional.empty(), Optional.empty()), "required");
    for (var bad : List.of("a b", "a\r\nb", "c".repeat(5000), "\u00e9")) {
      refused(hydra(), code(bad), "no authorization code");
    }
    var error =
        new Evidence(
            Optional.empty(),
            Optional.empty(),
            Optional.of("abc"),
            Optional.empty(),
            Optional.of("<script>"),
            Optional.empty());
    refused(hydra(), error, "the provider says no");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void a_browser_is_sent_there_with_state_nonce_and_pkce_and_only_here_again() {
    var start = issuer().start().orElseThrow();
    assertThat(start.address().toString()).startsWith(site.address() + "/start?");
    var asked = query(start.address().getRawQuery());
    assertThat(asked)
        .containsEntry("redirect_uri", HERE.toString())
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid groups")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(asked.values()).noneMatch(value -> value.contains(start.keep()));
    assertThat(issuer().start().orElseThrow().keep()).isNotEqualTo(start.keep());
  }

  @Test
  void an_answer_that_this_browser_did_not_ask_for_is_refused() {
    var provider = hydra();
    var start = provider.start().orElseThrow();
    var state = query(start.address().getRawQuery()).getOrDefault("state", "");
    var kept = Optional.of(start.keep());
    for (var evidence :
        List.of(
            evidence(Optional.of("abc"), Optional.of(state), Optional.empty()),
            evidence(Optional.of("abc"), Optional.of("other"), kept),
            evidence(Optional.of("abc"), Optional.empty(), kept),
            evidence(
                Optional.of("abc"),
                Optional.of(state),
                Optional.of(provider.start().orElseThrow().keep())))) {
      refused(provider, evidence, "was not begun in this browser");
    }
    assertThat(site.asked()).isEmpty();
    provider.prove(evidence(Optional.of("abc"), Optional.of(state), kept));
    assertThat(query(site.asked().getFirst().body())).containsKey("code_verifier");
  }

  @Test
  void an_id_token_must_be_the_providers_fresh_and_of_this_sign_in() throws Exception {
    var provider = issuer();
    var start = provider.start().orElseThrow();
    var asked = query(start.address().getRawQuery());
    var evidence =
        evidence(
            Optional.of("abc"), Optional.ofNullable(asked.get("state")), Optional.of(start.keep()));
    var nonce = asked.getOrDefault("nonce", "");
    gives(claims(nonce).build(), key);
    assertThat(provider.prove(evidence).subject()).isEqualTo("mira");

    var stranger = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    gives(claims(nonce).build(), stranger);
    refused(provider, evidence, "ID token is not good");
    for (var bad :
        List.of(
            claims("another"),
            claims(nonce).issuer("https://evil.example.org"),
            claims(nonce).audience("somebody"),
            claims(nonce).expirationTime(Date.from(Instant.now().minusSeconds(600))))) {
      gives(bad.build(), key);
      refused(provider, evidence, "ID token is not good");
    }
    gives(claims(nonce).subject("noor").build(), key);
    refused(provider, evidence, "two users at once");
    site.answers("/oauth2/token", 200, TOKEN.formatted(""));
    refused(provider, evidence, "no signed ID token");
  }

  @Test
  void an_issuer_that_names_another_is_not_believed() {
    site.answers(
        "/.well-known/openid-configuration",
        200,
        """
        {"issuer":"https://evil.example.org","authorization_endpoint":"https://e/","token_endpoint":"https://e/",
         "userinfo_endpoint":"https://e/","jwks_uri":"https://e/","subject_types_supported":["public"]}\
        """);
    var provider = AskProvider.issuer(site.address(), CLIENT);
    refused(Refusal.Kind.UNAVAILABLE, provider, code("abc"), "names another issuer");
    site.answers("/.well-known/openid-configuration", 200, "{}");
    refused(Refusal.Kind.UNAVAILABLE, provider, code("abc"), "tells nothing of a provider");
  }
}
