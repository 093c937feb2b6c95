package io.sutler.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The native API as a program of a user would call it, in project {@code demo}.
 *
 * @param patience how long a command may take to its end
 */
record Api(URI server, String token, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  Api(URI server, String token) {
    this(server, token, PATIENCE);
  }

  /** The same, for those whose commands take longer. */
  Api patient(Duration longer) {
    return new Api(server, token, longer);
  }

  /** An answer: its status and its JSON. */
  record Answer(int status, Map<String, List<String>> headers, JsonNode body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  Answer call(String method, String path, Object body) {
    try {
      return send(method, path, body, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #call}, once for its key however often it is asked; empty when nobody answers. */
  Optional<Answer> tried(String method, String path, Object body, String key) {
    try {
      return Optional.of(send(method, path, body, Map.of("Idempotency-Key", key)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Answer send(String method, String path, Object body, Map<String, String> headers)
      throws IOException {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + token)
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(
                method,
                body.equals("") ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
    headers.forEach(request::header);
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      var text = answer.body().isBlank() ? "{}" : answer.body();
      return new Answer(answer.statusCode(), answer.headers().map(), Json.mapper().readTree(text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String json(Object body) {
    try {
      return Json.mapper().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  static String deployment(String name) {
    return "/projects/demo/deployments/" + name;
  }

  /** Waits until the shipped plan is published: the server does so behind its start. */
  void awaitPlan(String plan) {
    Awaitility.await("plan " + plan + " is published")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get("/plans/" + plan).status() == 200);
  }

  /** Installs a deployment and waits until it is reached. */
  void install(String name, String plan, Map<String, Object> params) {
    awaitPlan(plan);
    reached(order(name, plan, "local", params));
  }

  /** Asks for a deployment. */
  Answer order(String name, String plan, String region, Map<String, Object> params) {
    return call(
        "POST",
        "/projects/demo/deployments",
        Map.of("name", name, "plan", plan, "region", region, "params", params));
  }

  /** Asks for one whose component takes over what was kept of another, until it is reached. */
  void adopt(
      String name,
      String plan,
      String region,
      Map<String, Object> params,
      Map<String, String> kept) {
    reached(
        call(
            "POST",
            "/projects/demo/deployments",
            Map.of("name", name, "plan", plan, "region", region, "params", params, "adopt", kept)));
  }

  void update(String name, Map<String, Object> params) {
    reached(change(name, params));
  }

  /** Asks for other parameters. */
  Answer change(String name, Map<String, Object> params) {
    return call("PATCH", deployment(name), Map.of("params", params));
  }

  Answer operate(String name, String operation, Map<String, Object> request) {
    return reached(call("POST", deployment(name) + "/operations/" + operation, request));
  }

  void remove(String name, String query) {
    reached(call("DELETE", deployment(name) + query, ""));
  }

  /** The command of an accepted request, at its good end. */
  Answer reached(Answer accepted) {
    var command = ended(accepted);
    if (!command.text("/state").equals("reached")) {
      throw new AssertionError("the command was not reached: " + command.body());
    }
    return command;
  }

  /** The command of an accepted request, once it has ended. */
  Answer ended(Answer accepted) {
    if (accepted.status() != 202) {
      throw new AssertionError("not accepted: " + accepted);
    }
    var path = accepted.header("Location").replaceFirst("^/api/v1", "");
    try {
      return Awaitility.await("the command ends")
          .atMost(patience)
          .pollInterval(Duration.ofMillis(25))
          .until(() -> get(path + "?wait=10s"), answer -> answer.body().has("endedAt"));
    } catch (ConditionTimeoutException e) {
      var deployment =
          path.replaceFirst("/commands/.*", "/deployments/") + accepted.text("/deployment");
      throw new AssertionError(
          "a command has not ended: "
              + get(path).body()
              + get(deployment).body()
              + get(deployment + "/story").body(),
          e);
    }
  }

  /** What a probe or the metrics say, with the status before it; empty when nobody answers. */
  String plain(String path) {
    var request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20)).build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer that is plain text. */
  String text(String path) {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether every command has ended and the loop has nothing to do. */
  boolean isQuiet() {
    var said = plain("/metrics");
    return List.of("control_passes_in_flight", "control_keys_waiting", "store_command_open")
        .stream()
        .allMatch(figure -> said.contains("sutler_" + figure + " 0\n"));
  }

  String reveal(String name, String output) {
    return call("POST", deployment(name) + "/outputs/" + output + ":reveal", "").text("/value");
  }

  List<JsonNode> members(String name) {
    var members = get(deployment(name)).body().at("/observed/members");
    return StreamSupport.stream(members.spliterator(), false).toList();
  }

  /** Where a member is reached. */
  String address(String name, String member) {
    return members(name).stream()
        .filter(m -> m.path("name").asText().equals(member))
        .map(m -> m.at("/facts/address").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no member " + member + " in " + members(name)));
  }

  /** Process id of a deployment's only member. */
  long pid(String name) {
    return get(deployment(name)).body().at("/observed/members/0/facts/pid").asLong();
  }
}
