package io.sutler.access.oidc;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a provider: in bounded time, for bounded answers, and not where it redirects to. */
final class SendBounded implements HTTPRequestSender {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long MOST_BYTES = 1L << 20;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    var request = HttpRequest.newBuilder(asked.getURI()).timeout(PATIENCE);
    asked.getHeaderMap().forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    var body = asked.getBody();
    request.method(
        asked.getMethod().name(),
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    var answer = answer(request.build());
    var response = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
    response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    return response;
  }

  byte[] get(URI address) throws IOException {
    var answer = answer(HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build());
    if (answer.statusCode() != 200) {
      throw new IOException("%s answers %d".formatted(address, answer.statusCode()));
    }
    return answer.body();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
    try {
      return http.send(
          request,
          HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }
}
