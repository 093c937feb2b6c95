package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sutler.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers as Keystone and Cinder do, and carries requests out late where it is told to. Each volume
 * sorts before the one that was asked for earlier, and is younger.
 */
final class SmallCinder implements AutoCloseable {
  private static final String ANY = "/cinder/volumes/";
  private final HttpServer server;
  final Map<String, Map<String, Object>> volumes = new TreeMap<>();
  final List<String> asked = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private int made;

  /** Requests that begin like this lose their reply, and are carried out later; empty for none. */
  volatile String late = "";

  /** What is said to whoever wants a volume larger; empty where that is done. */
  volatile String refusal = "";

  SmallCinder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v3/auth/tokens", this::signIn);
    server.createContext("/cinder", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that was held back is carried out now. */
  synchronized void carryOut() {
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  private static void say(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void signIn(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("X-Subject-Token", "token");
    var endpoint = Map.of("interface", "public", "region_id", "north", "url", url() + "/cinder");
    var token =
        Map.of(
            "expires_at",
            "2099-01-01T00:00:00Z",
            "project",
            Map.of("id", "p"),
            "catalog",
            List.of(Map.of("type", "volumev3", "endpoints", List.of(endpoint))));
    say(exchange, 201, Map.of("token", token));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var body = Json.read(text.isEmpty() ? "{}" : text, JsonNode.class);
    var path = exchange.getRequestURI().getPath();
    var what = exchange.getRequestMethod() + " " + path.substring("/cinder".length());
    asked.add(what);
    if (what.equals("GET /volumes/detail")) {
      say(exchange, 200, Map.of("volumes", List.copyOf(volumes.values())));
    } else if (what.startsWith("GET ")) {
      say(exchange, 200, Map.of("volume", volumes.getOrDefault(id(path), Map.of())));
    } else if (path.endsWith("/action") && !refusal.isEmpty()) {
      say(exchange, 400, Map.of("badRequest", Map.of("message", refusal)));
    } else if (!late.isEmpty() && what.startsWith(late)) {
      waiting.add(deed(path, body));
      late = "";
      exchange.close();
    } else {
      deed(path, body).run();
      say(exchange, 202, Map.of("volume", volumes.getOrDefault(newest(), Map.of())));
    }
  }

  private static String id(String path) {
    return path.substring(ANY.length()).replaceAll("/.*", "");
  }

  private String newest() {
    return name(made);
  }

  private static String name(int number) {
    return "v" + (90 - number);
  }

  private Runnable deed(String path, JsonNode body) {
    if (path.endsWith("/metadata")) {
      return () ->
          volume(id(path))
              .merge("metadata", Json.object(body.path("metadata").toString()), SmallCinder::both);
    }
    if (path.endsWith("/action")) {
      return () -> volume(id(path)).put("size", body.at("/os-extend/new_size").asInt());
    }
    int number = ++made;
    return () -> {
      var volume = new HashMap<String, Object>();
      volume.put("id", name(number));
      volume.put("status", "available");
      volume.put("size", body.at("/volume/size").asInt());
      volume.put("created_at", "2026-11-28T12:00:%02d".formatted(number));
      volume.put("attachments", List.of());
      volume.put("metadata", Json.object(body.at("/volume/metadata").toString()));
      volumes.put(name(number), volume);
    };
  }

  private Map<String, Object> volume(String id) {
    return java.util.Objects.requireNonNull(volumes.get(id));
  }

  @SuppressWarnings("unchecked")
  private static Object both(Object before, Object more) {
    var all = new HashMap<>((Map<String, Object>) before);
    all.putAll((Map<String, Object>) more);
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
