package io.sutler.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A Jupyter server as a notebook's page would use it.
 *
 * @param url with a slash at its end
 */
record NotebookServer(URI url, String token) {
  // the hub's proxy takes an offer of HTTP/2 for a websocket, and hangs up
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Status of a page, asked without any token. */
  static int page(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60)).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** What a cell prints, run by a kernel of its own. */
  String run(String code) throws Exception {
    var kernel = call("POST", "api/kernels", Map.of("name", "python3")).path("id").asText();
    var printed = new Printed();
    var socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "token " + token)
            .buildAsync(
                URI.create(url.toString().replaceFirst("^http", "ws"))
                    .resolve("api/kernels/" + kernel + "/channels"),
                printed)
            .get(60, TimeUnit.SECONDS);
    var header =
        Map.of(
            "msg_id",
            "1",
            "msg_type",
            "execute_request",
            "session",
            "s",
            "username",
            "",
            "version",
            "5.3");
    var content =
        Map.of(
            "code",
            code,
            "silent",
            false,
            "store_history",
            false,
            "user_expressions",
            Map.of(),
            "allow_stdin",
            false,
            "stop_on_error",
            true);
    var message =
        Map.of(
            "header",
            header,
            "parent_header",
            Map.of(),
            "metadata",
            Map.of(),
            "content",
            content,
            "channel",
            "shell",
            "buffers",
            java.util.List.of());
    socket.sendText(Json.write(message), true).get(60, TimeUnit.SECONDS);
    try {
      return printed.text.get(120, TimeUnit.SECONDS).strip();
    } finally {
      socket.abort();
    }
  }

  /** The JSON answer of its API; fails unless the status says that all is well. */
  JsonNode call(String method, String path, Map<String, Object> body) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofSeconds(120))
            .header("Authorization", "token " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(request + ": " + answer.statusCode() + " " + answer.body());
      }
      return Json.mapper().readTree(answer.body().isBlank() ? "{}" : answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Collects messages until the kernel printed something. */
  private static final class Printed implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        var message = Json.object(part.toString());
        part.setLength(0);
        if (message.get("content") instanceof Map<?, ?> content
            && content.get("text") instanceof String printed) {
          text.complete(printed);
        }
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      text.completeExceptionally(error);
    }
  }
}
