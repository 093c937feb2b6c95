package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sutler.app.ApiUnderTest;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A client that checks every request and answer against the OpenAPI document. */
final class Checked {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String DOCUMENT = document();
  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT)
          .withStrictOperationPathMatching()
          .withLevelResolver(
              LevelResolver.create()
                  .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                  .build())
          .build();
  private static final Map<String, Pattern> OPERATIONS = operations();

  private final ApiUnderTest api;
  private final Set<String> called = new TreeSet<>();
  private final String token;

  Checked(ApiUnderTest api, String token) {
    this.api = api;
    this.token = token;
  }

  /** An answer: {@code text} is the body, whole. */
  record Reply(int status, String text, Map<String, List<String>> headers) {
    JsonNode json() {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of("")).getFirst();
    }

    Reply is(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return this;
    }

    Reply problem(int expected, String code) {
      is(expected);
      assertThat(header("content-type")).isEqualTo("application/problem+json");
      assertThat(json().path("code").asText()).as(text).isEqualTo(code);
      return this;
    }
  }

  private static String document() {
    try (var in = OpenApiRoutes.class.getResourceAsStream("openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Pattern> operations() {
    try {
      var found = new TreeMap<String, Pattern>();
      for (var path : new YAMLMapper().readTree(DOCUMENT).path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          if (!method.getKey().equals("parameters")) {
            var name = method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
            var regex = name.replaceAll("\\{\\w+}", "[^/:]+");
            found.put(name, Pattern.compile(regex));
          }
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Operations of the document that were never called with success. */
  Set<String> missed(Checked... others) {
    var missed = new TreeSet<>(OPERATIONS.keySet());
    missed.removeAll(called);
    for (var other : others) {
      missed.removeAll(other.called);
    }
    return missed;
  }

  Reply get(String path, String... headers) throws Exception {
    return json("GET", path, "", headers);
  }

  Reply post(String path, String body, String... headers) throws Exception {
    return json("POST", path, body, headers);
  }

  Reply put(String path, String body) throws Exception {
    return json("PUT", path, body);
  }

  Reply patch(String path, String body, String... headers) throws Exception {
    return json("PATCH", path, body, headers);
  }

  Reply delete(String path, String... headers) throws Exception {
    return json("DELETE", path, "", headers);
  }

  private Reply json(String method, String path, String body, String... headers) throws Exception {
    return send(
        method,
        path,
        body.isEmpty() ? "" : "application/json",
        body.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  /** Single quotes in {@code path} bodies are not touched: give real JSON. */
  Reply send(String method, String path, String type, byte[] body, String... headers)
      throws Exception {
    var all = new ArrayList<>(List.of(headers));
    if (!token.isEmpty()) {
      all.addAll(List.of("Authorization", "Bearer " + token));
    }
    if (!type.isEmpty()) {
      all.addAll(List.of("Content-Type", type));
    }
    var request =
        HttpRequest.newBuilder(api.uri("/api/v1" + path))
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < all.size(); i += 2) {
      request.header(all.get(i), all.get(i + 1));
    }
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    var reply = new Reply(answer.statusCode(), answer.body(), answer.headers().map());
    check(method, path, body, all, reply);
    return reply;
  }

  private void check(String method, String path, byte[] body, List<String> headers, Reply reply) {
    var bare = path.split("\\?", 2)[0];
    var request = new SimpleRequest.Builder(method, "/api/v1" + bare);
    if (path.contains("?")) {
      for (var pair : path.substring(path.indexOf('?') + 1).split("&")) {
        var parts = pair.split("=", 2);
        request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.withHeader(headers.get(i), headers.get(i + 1));
    }
    if (body.length > 0) {
      request.withBody(body);
    }
    if (reply.status() < 400) {
      var report = VALIDATOR.validateRequest(request.build());
      assertThat(report.getMessages()).as("request %s %s", method, path).isEmpty();
      OPERATIONS.forEach((name, pattern) -> {
        if (pattern.matcher(method + " " + bare).matches()) {
          called.add(name);
        }
      });
    }
    var response = new SimpleResponse.Builder(reply.status()).withBody(reply.text());
    reply.headers().forEach((name, values) -> response.withHeader(name, values));
    var report =
        VALIDATOR.validateResponse(
            "/api/v1" + bare, Request.Method.valueOf(method), response.build());
    assertThat(report.getMessages())
        .as("answer %d to %s %s: %s", reply.status(), method, path, reply.text())
        .isEmpty();
  }
}
