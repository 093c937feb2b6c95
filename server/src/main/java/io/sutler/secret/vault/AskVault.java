package io.sutler.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sutler.secret.CannotOpen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to Vault: in bounded time, for bounded answers, and not where it redirects to. */
final class AskVault {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MOST_BYTES = 2L << 20;
  private static final JsonMapper JSON = new JsonMapper();
  private final String base;
  private final VaultToken token;
  private final String namespace;
  private final HttpClient http;

  /**
   * @param namespace empty for none
   */
  AskVault(URI address, VaultToken token, String namespace) {
    this.base = address.toString().replaceAll("/+$", "") + "/v1/";
    this.token = token;
    this.namespace = namespace;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  record Said(int status, JsonNode body) {}

  Said get(String path) {
    return send(request(path).GET());
  }

  Said post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("X-Vault-Token", token.text())
            .header("X-Vault-Request", "true");
    return namespace.isEmpty() ? request : request.header("X-Vault-Namespace", namespace);
  }

  private Said send(HttpRequest.Builder request) {
    HttpResponse<byte[]> answer;
    try {
      answer =
          http.send(
              request.build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (IOException e) {
      throw new CannotOpen("Vault at %s does not answer: bring it up".formatted(base));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotOpen("stopped while Vault was asked");
    }
    return new Said(answer.statusCode(), json(answer.body()));
  }

  private static JsonNode json(byte[] body) {
    try {
      var read = JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
