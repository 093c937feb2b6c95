package io.sutler.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sutler.cli.print.Data;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Says what a test told it to say, and remembers what it was asked. Thread-safe. */
final class StubServer implements AutoCloseable {
  record Asked(String method, String path, String body, Map<String, List<String>> headers) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
  }

  private record Answer(int code, String type, String body) {}

  private final HttpServer server;
  private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param request {@code GET /projects/demo/deployments}, without its query
   */
  StubServer says(String request, int code, Object wire) {
    var body = wire instanceof String text ? text : Data.compact(wire);
    answers.put(request, () -> new Answer(code, "application/json", body));
    return this;
  }

  /** One answer after the other, the last for ever. */
  StubServer saysInTurn(String request, List<?> wires) {
    var left = new CopyOnWriteArrayList<Object>(wires);
    answers.put(
        request,
        () -> {
          var next = left.size() > 1 ? left.removeFirst() : left.getFirst();
          return new Answer(200, "application/json", Data.compact(next));
        });
    return this;
  }

  StubServer saysText(String request, String type, String body) {
    answers.put(request, () -> new Answer(200, type, body));
    return this;
  }

  Asked only(String method) {
    var found = asked.stream().filter(a -> a.method().equals(method)).toList();
    if (found.size() != 1) {
      throw new AssertionError(method + " was asked " + found.size() + " times: " + asked);
    }
    return found.getFirst();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var uri = exchange.getRequestURI();
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              uri.toString(),
              body,
              Map.copyOf(exchange.getRequestHeaders())));
      var path = uri.getRawPath().replaceFirst("^/api/v1", "");
      var missing =
          new Answer(
              404,
              "application/problem+json",
              Data.compact(
                  Wires.problem(404, "not-found", "there is no such thing that you can see")));
      var answer =
          Optional.ofNullable(answers.get(exchange.getRequestMethod() + " " + path))
              .map(Supplier::get)
              .orElse(missing);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
