package io.sutler.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The native API of one server. Blocking; thread-safe. Every method throws a {@link
 * io.sutler.cli.terminal.Mishap} when the server cannot be reached or says no.
 */
public final class Client {
  private final URI server;
  private final Optional<String> token;
  private final String whenUnreachable;

  /**
   * @param server without a path: {@code http://127.0.0.1:8080}
   * @param token empty for none
   * @param whenUnreachable what a person can do when nothing answers
   */
  public Client(URI server, Optional<String> token, String whenUnreachable) {
    this.server = server;
    this.token = token;
    this.whenUnreachable = whenUnreachable;
  }

  public URI server() {
    return server;
  }

  /** One segment of a path, whatever the user typed. */
  public static String segment(String typed) {
    return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @param path below {@code /api/v1}
   */
  public JsonNode get(String path) {
    return json(new Request("GET", path));
  }

  public JsonNode post(String path, Object body) {
    return json(new Request("POST", path).body(body));
  }

  public JsonNode put(String path, Object body) {
    return json(new Request("PUT", path).body(body));
  }

  public void delete(String path) {
    text(new Request("DELETE", path));
  }

  /** Follows {@code next} to the end: {@code {"items": [...]}} with everything in it. */
  public JsonNode list(String path) {
    var first = get(path);
    var next = first.path("next").asText("");
    if (next.isEmpty() || !first.path("items").isArray()) {
      return first;
    }
    var all = Data.object();
    var items = all.putArray("items");
    first.path("items").forEach(items::add);
    while (!next.isEmpty()) {
      var page = get(path + (path.contains("?") ? "&" : "?") + "after=" + segment(next));
      page.path("items").forEach(items::add);
      next = page.path("next").asText("");
    }
    return all;
  }

  /** The answer's body as JSON; an empty one is JSON null. */
  public JsonNode json(Request request) {
    var text = text(request);
    return text.isBlank() ? Data.tree("null") : Data.tree(text);
  }

  /** The answer's body. */
  public String text(Request request) {
    try (var in = stream(request)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problems.unreachable(server, whenUnreachable, e);
    }
  }

  /** The answer's body while it comes; to be closed. */
  public InputStream stream(Request request) {
    try {
      var answer = Wire.send(server, authorised(request));
      if (answer.code() >= 400) {
        throw Problems.refusal(answer.code(), answer.text(), request.path());
      }
      return answer.body();
    } catch (IOException e) {
      throw Problems.unreachable(server, whenUnreachable, e);
    }
  }

  /** Whether the server says at {@code path} (from the root) that all is well; never throws. */
  public boolean answers(String path) {
    try (var answer = Wire.probe(server.resolve(path))) {
      return answer.code() == 200;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private Request authorised(Request request) {
    return token.map(t -> request.header("Authorization", "Bearer " + t)).orElse(request);
  }

  /**
   * What is sent.
   *
   * @param path below {@code /api/v1}, or {@code /michman/...}, with its query
   * @param body JSON text or a file's bytes
   */
  public record Request(
      String method, String path, Map<String, String> headers, Optional<byte[]> body) {
    public Request(String method, String path) {
      this(method, path, Map.of("Accept", "application/json"), Optional.empty());
    }

    /** With another header. */
    public Request header(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Request(method, path, more, body);
    }

    /** With a JSON body. */
    public Request body(Object data) {
      return bytes("application/json", Data.compact(data).getBytes(StandardCharsets.UTF_8));
    }

    /** With a body of any type. */
    public Request bytes(String type, byte[] bytes) {
      var typed = header("Content-Type", type);
      return new Request(method, path, typed.headers(), Optional.of(bytes));
    }
  }
}
