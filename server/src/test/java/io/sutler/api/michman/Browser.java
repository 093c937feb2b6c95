package io.sutler.api.michman;

import io.sutler.app.ApiUnderTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Somebody at Michman's API with a cookie. Follows no redirect. */
final class Browser {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final ApiUnderTest api;
  private String cookie = "";

  Browser(ApiUnderTest api) {
    this.api = api;
  }

  /** What stands in the cookie. */
  String session() {
    return cookie;
  }

  Browser with(String session) {
    cookie = session;
    return this;
  }

  Client.Reply send(String method, String path, String body, String... headers) throws Exception {
    var reply = raw(method, path, body, headers);
    return new Client.Reply(reply.statusCode(), reply.body(), reply.headers().map());
  }

  Client.Reply get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> raw(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri("/michman" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (!cookie.isEmpty()) {
      request.header("Cookie", "other=1; session=" + cookie);
    }
    var reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    setCookie(reply).ifPresent(all -> cookie = all.split(";", 2)[0].substring("session=".length()));
    return reply;
  }

  static Optional<String> setCookie(HttpResponse<?> reply) {
    return reply.headers().firstValue("Set-Cookie");
  }
}
