package io.sutler.access.keystone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sutler.access.Identity;
import io.sutler.access.Provider;
import io.sutler.domain.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose a token is: {@code X-Auth-Token} asks, {@code X-Subject-Token} is asked about. The roles
 * that the subject's token gives are the user's groups. Tokens are neither kept nor logged.
 */
public final class AskKeystone implements Provider {
  private static final String AUTH = "X-Auth-Token";
  private static final String SUBJECT = "X-Subject-Token";
  private static final String NAME = "keystone";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long MOST_BYTES = 4L << 20;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");
  private static final JsonMapper JSON = new JsonMapper();
  private final URI tokens;
  private final HttpClient http;

  /**
   * @param address of Keystone, with or without {@code /v3}
   */
  public AskKeystone(URI address) {
    var base = address.toString().replaceAll("/+$", "").replaceAll("/v3$", "");
    this.tokens = URI.create(base + "/v3/auth/tokens");
    // a token must not follow a redirect to somewhere else: the client follows none
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Identity prove(Evidence evidence) throws InterruptedException {
    var auth = token(AUTH, evidence.authToken());
    var subject = token(SUBJECT, evidence.subjectToken());
    var request =
        HttpRequest.newBuilder(tokens)
            .timeout(PATIENCE)
            .header(AUTH, auth)
            .header(SUBJECT, subject)
            .header("Accept", "application/json")
            .GET()
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer =
          http.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (IOException e) {
      throw unavailable("Keystone does not answer: try again later");
    }
    return switch (answer.statusCode()) {
      case 200 -> identity(answer.body());
      case 400, 401, 403, 404 ->
          throw refused("Keystone does not take these tokens: get new ones and try again");
      default ->
          throw unavailable("Keystone answers %d: try again later".formatted(answer.statusCode()));
    };
  }

  private static String token(String header, Optional<String> given) {
    var token =
        given
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> refused(header + " from headers required, can't be nil"));
    if (!TOKEN.matcher(token).matches()) {
      throw refused(header + " is no token: send it as Keystone gave it");
    }
    return token;
  }

  private static Identity identity(byte[] body) {
    JsonNode token;
    try {
      token = JSON.readTree(body).path("token");
    } catch (IOException e) {
      throw unavailable("Keystone's answer is no JSON: is keystone's address right?");
    }
    var user = token.path("user").path("id").asText("");
    if (user.isEmpty()) {
      throw unavailable("Keystone's answer names no user: is keystone's address right?");
    }
    var roles = new ArrayList<String>();
    token.path("roles").forEach(role -> roles.add(role.path("name").asText("")));
    return Identity.of(NAME, user, roles);
  }

  private static Refusal refused(String sentence) {
    return new Refusal(Refusal.Kind.UNAUTHENTICATED, "not-proven", sentence);
  }

  private static Refusal unavailable(String sentence) {
    return new Refusal(Refusal.Kind.UNAVAILABLE, "provider-away", sentence);
  }
}
