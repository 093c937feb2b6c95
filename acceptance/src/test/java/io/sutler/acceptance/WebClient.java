package io.sutler.acceptance;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody with cookies who follows no redirect by himself. */
final class WebClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpResponse<String> get(URI address, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address).GET(), headers);
  }

  HttpResponse<String> post(URI address, String type, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> put(URI address, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(body)), headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    request.timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Where an answer sends to. */
  static URI location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(to -> answer.uri().resolve(to))
        .orElseThrow(
            () -> new AssertionError("no redirect: " + answer.statusCode() + " " + answer.body()));
  }
}
