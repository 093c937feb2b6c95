package io.sutler.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site on this machine that answers as it is told, and remembers what it was asked. */
public final class FakeSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public FakeSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  record Reply(int status, String body, Map<String, String> headers) {}

  /** What it was asked, with the values of headers by name. */
  public record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public FakeSite answers(String path, int status, String body) {
    return answers(path, status, body, Map.of("Content-Type", "application/json"));
  }

  public FakeSite answers(String path, int status, String body, Map<String, String> headers) {
    replies.put(path, new Reply(status, body, headers));
    return this;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          new Asked(
              exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
      var reply = replies.getOrDefault(path, new Reply(404, "{}", Map.of()));
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
