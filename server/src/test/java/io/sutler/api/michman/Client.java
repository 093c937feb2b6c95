package io.sutler.api.michman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.app.ApiUnderTest;
import io.sutler.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Asks as curl does: a body is a form unless something else is said. */
final class Client {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final ApiUnderTest api;
  private final String token;

  Client(ApiUnderTest api, String token) {
    this.api = api;
    this.token = token;
  }

  record Reply(int status, String text, Map<String, List<String>> headers) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    JsonNode json() {
      try {
        return Json.mapper().readTree(text);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    JsonNode data() {
      return json().at("/Detail/Data");
    }

    Reply is(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return this;
    }

    /** A fault of this class, that says so. */
    Reply fault(int type, int expected, String says) {
      is(expected);
      assertThat(json().path("Type").asInt()).as(text).isEqualTo(type);
      assertThat(json().path("Status").asInt()).isEqualTo(expected);
      assertThat(json().at("/Detail/Message").asText()).contains(says);
      assertThat(data().asText()).isEqualTo("No data");
      return this;
    }
  }

  Reply get(String path) throws Exception {
    return send("GET", path, "");
  }

  Reply post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  Reply put(String path, String body) throws Exception {
    return send("PUT", path, body);
  }

  Reply delete(String path) throws Exception {
    return send("DELETE", path, "");
  }

  Reply send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri("/michman" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(reply.statusCode(), reply.body(), reply.headers().map());
  }
}
