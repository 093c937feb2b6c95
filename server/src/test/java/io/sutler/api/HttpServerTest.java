package io.sutler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.access.Caller;
import io.sutler.domain.Refusal;
import io.sutler.domain.UserId;
import io.sutler.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  record Thing(
      @JsonProperty(required = true) String name,
      Optional<String> label,
      Map<String, Object> params,
      List<String> tags,
      Optional<Long> size,
      boolean on) {}

  private static final int PIECES = 100;
  private static final int PIECE = 128 << 10;
  private static final CountDownLatch STREAM_ENDED = new CountDownLatch(1);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void start() {
    server = serverWith(10_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpServer serverWith(double requestsPerSecond) {
    var metrics = new Metrics();
    metrics.gauge("sutler_test", "A test", () -> 7);
    var routes = new java.util.ArrayList<>(new Probes(() -> true, metrics).routes());
    routes.add(new Route("POST", "/things/{thing}", ask -> Answer.ok(ask.body(Thing.class))));
    routes.add(
        new Route("GET", "/things/{thing}", ask -> Answer.ok(Map.of("thing", ask.path("thing")))));
    routes.add(
        new Route(
            "POST", "/things/{thing}:do", ask -> Answer.ok(Map.of("did", ask.path("thing")))));
    routes.add(
        new Route(
            "POST",
            "/zip",
            ask -> Answer.ok(Map.of("n", ask.bytes("application/zip", 2000).length))));
    routes.add(
        new Route(
            "GET",
            "/who",
            ask -> Answer.ok(Map.of("who", ask.caller().name(), "face", ask.face()))));
    routes.add(
        new Route(
            "GET",
            "/fault",
            true,
            ask -> {
              throw new IllegalStateException("secret cause");
            }));
    routes.add(
        new Route(
            "GET",
            "/numbers",
            true,
            ask -> Answer.ok(Map.of("n", ask.number("n", 1, 5, 3), "f", ask.flag("f", false)))));
    routes.add(
        new Route("GET", "/long", true, ask -> Answer.ok(Map.of("text", "a".repeat(100_000)))));
    routes.add(
        new Route(
            "GET",
            "/stream",
            true,
            ask ->
                new Answer.Events(line -> {
                  line.send("1", "hello", Map.of("a", "two\nlines"));
                  line.beat();
                  while (line.open()) {
                    Thread.sleep(5);
                  }
                  STREAM_ENDED.countDown();
                })));
    routes.add(
        new Route(
            "GET",
            "/flood",
            true,
            ask ->
                new Answer.Stream(
                    "text/plain",
                    out -> {
                      for (int i = 0; i < PIECES; i++) {
                        out.write("x".repeat(PIECE).getBytes(StandardCharsets.UTF_8));
                        out.flush();
                      }
                    })));
    var made =
        new HttpServer(
            new HttpConfig("127.0.0.1", 0, 1 << 20, requestsPerSecond, Duration.ofSeconds(2)),
            routes,
            HttpServerTest::authenticate,
            metrics,
            InstantSource.system());
    made.start();
    return made;
  }

  private static Caller authenticate(String token, String face) {
    if (!token.equals("good")) {
      throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "unknown-token", "sign in");
    }
    return new Caller(new UserId("u"), "mira", false, Map.of(), Set.of(), face);
  }

  @Test
  void a_long_stream_comes_whole_however_much_the_socket_takes_at_once() throws Exception {
    for (int i = 0; i < 20; i++) {
      var answer = CLIENT.send(to("/flood").build(), BodyHandlers.ofString());
      assertThat(answer.body().length()).isEqualTo(PIECES * PIECE);
    }
  }

  private static HttpRequest.Builder to(String path) {
    return to(server, path);
  }

  private static HttpRequest.Builder to(HttpServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer good");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return send(
        to("/things/a")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Map<String, Object> problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = Json.object(answer.body());
    assertThat(problem).containsEntry("code", code).containsEntry("status", (long) status);
    assertThat(problem.get("detail")).asString().isNotBlank();
    assertThat(problem.get("requestId"))
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    return problem;
  }

  private static void refusedAt(String body, String pointer) throws Exception {
    var problem = problem(post(body), 400, "invalid");
    assertThat(problem.get("errors"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .singleElement()
        .extracting("pointer")
        .isEqualTo(pointer);
  }

  @Test
  void a_body_is_read_whole() throws Exception {
    var answer =
        post("{\"name\":\"x\",\"params\":{\"a\":null,\"b\":[1,2.5]},\"size\":3,\"on\":true}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.object(answer.body()))
        .containsEntry("name", "x")
        .containsEntry("size", 3L)
        .containsEntry("on", true);
    assertThat(answer.body()).contains("\"b\":[1,2.5]").contains("\"a\":null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"nmae\":1}|/nmae",
        "{\"label\":\"x\"}|/name",
        "{\"name\":null}|/name",
        "{\"name\":7}|/name",
        "{\"name\":[\"x\"]}|/name",
        "{\"name\":\"x\",\"label\":true}|/label",
        "{\"name\":\"x\",\"params\":[]}|/params",
        "{\"name\":\"x\",\"params\":null}|/params",
        "{\"name\":\"x\",\"tags\":[1]}|/tags/0",
        "{\"name\":\"x\",\"tags\":\"a\"}|/tags",
        "{\"name\":\"x\",\"size\":\"3\"}|/size",
        "{\"name\":\"x\",\"size\":3.5}|/size",
        "{\"name\":\"x\",\"on\":\"true\"}|/on",
        "{\"name\":\"x\",\"on\":null}|/on",
        "{\"name\":\"x\",\"params\":{\"a/b\":[\"\\u0001\"]}}|/params/a~1b/0",
        "[]|''",
        "\"text\"|''",
      })
  void what_is_wrong_in_a_body_is_pointed_at(String body, String pointer) throws Exception {
    refusedAt(body, pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"name\":\"x\"",
        "{\"name\":\"x\"} {}",
        "{\"name\":\"x\",\"name\":\"y\"}",
        "{'name':'x'}",
        "{\"name\":\"x\",}",
        "\u0000",
        "{\"params\":{\"a\":1,\"a\":2},\"name\":\"x\"}"
      })
  void what_is_no_json_is_refused(String body) throws Exception {
    problem(post(body), 400, "invalid");
  }

  @Test
  void depth_ten_thousand_is_refused_and_does_no_harm() throws Exception {
    problem(
        post("{\"name\":\"x\",\"params\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001)),
        400,
        "invalid");
    problem(
        post("{\"name\":\"x\",\"tags\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        400,
        "invalid");
    problem(post("{\"name\":\"x\",\"size\":" + "9".repeat(5_000) + "}"), 400, "invalid");
    assertThat(send(to("/healthz")).statusCode()).isEqualTo(200);
  }

  @Test
  void ten_megabytes_are_too_many_also_without_a_length() throws Exception {
    var huge = "{\"name\":\"" + "x".repeat(10 << 20) + "\"}";
    problem(post(huge), 413, "too-large");
    var chunked =
        to("/things/a")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(huge.getBytes(StandardCharsets.UTF_8))));
    problem(send(chunked), 413, "too-large");
  }

  @Test
  void a_zip_bomb_is_stopped_where_it_passes_the_limit() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[10 << 20]);
    }
    var answer =
        send(
            to("/things/a")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
    problem(answer, 413, "too-large");
  }

  @Test
  void other_media_types_are_refused() throws Exception {
    var form = to("/things/a").POST(BodyPublishers.ofString("a=b"));
    problem(send(form), 415, "unsupported-media-type");
    var typed =
        to("/things/a").header("Content-Type", "text/json").POST(BodyPublishers.ofString("{}"));
    problem(send(typed), 415, "unsupported-media-type");
    var charset =
        to("/things/a")
            .header("Content-Type", "Application/JSON; charset=utf-8")
            .POST(BodyPublishers.ofString("{\"name\":\"x\"}"));
    assertThat(send(charset).statusCode()).isEqualTo(200);
  }

  @Test
  void bundles_have_a_limit_of_their_own() throws Exception {
    var zip = to("/zip").header("Content-Type", "application/zip");
    assertThat(send(zip.copy().POST(BodyPublishers.ofByteArray(new byte[2000]))).body())
        .isEqualTo("{\"n\":2000}");
    problem(send(zip.copy().POST(BodyPublishers.ofByteArray(new byte[2001]))), 413, "too-large");
  }

  @Test
  void wrong_methods_and_paths_are_problems_too() throws Exception {
    var wrong = send(to("/things/a").DELETE());
    problem(wrong, 405, "method-not-allowed");
    assertThat(wrong.headers().firstValue("Allow")).hasValue("GET, POST");
    problem(send(to("/nothing")), 404, "not-found");
    problem(send(to("/things/a/b")), 404, "not-found");
  }

  @Test
  void a_variable_ends_before_the_verb() throws Exception {
    assertThat(send(to("/things/abc:do").POST(BodyPublishers.noBody())).body())
        .isEqualTo("{\"did\":\"abc\"}");
    problem(send(to("/things/abc:undo").POST(BodyPublishers.noBody())), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/things/%2e%2e%2fhealthz", "/things/a%2fb", "/things/%00", "/things/a%0d%0aX-Evil:1",
        "/things/%F0%9F%98%80", "/things/..", "/things/%", "/things/%zz"
      })
  void hostile_paths_do_not_break_out(String path) throws Exception {
    var answer =
        raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .doesNotStartWith("HTTP/1.1 5")
        .doesNotContain("\r\nX-Evil");
  }

  @Test
  void what_is_no_http_is_told_so_and_the_server_lives_on() throws Exception {
    assertThat(raw("NONSENSE\r\n\r\n")).contains("400").contains("malformed-request");
    assertThat(
            raw(
                "GET / HTTP/1.1\r\nHost: a\r\n"
                    + ("X-A: " + "b".repeat(1000) + "\r\n").repeat(100)
                    + "\r\n"))
        .containsAnyOf("400", "413", "431");
    assertThat(send(to("/healthz")).body()).isEqualTo("ok\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "close, TE"})
  void who_asks_to_have_the_connection_closed_has_it_closed(String word) throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: " + word + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      // to the end: a connection that stays open is a timeout
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("ok\n");
      assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }
  }

  private static String raw(String request) throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(500);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var all = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(all);
      } catch (java.io.IOException reset) {
        // what came before it counts
      }
      return all.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void who_does_not_sign_in_gets_in_nowhere_but_through_open_doors() throws Exception {
    var none = HttpRequest.newBuilder(to("/who").build().uri());
    var answer = send(none);
    problem(answer, 401, "unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    problem(send(none.copy().header("Authorization", "Bearer bad")), 401, "unknown-token");
    problem(send(none.copy().header("Authorization", "Basic Z29vZDo=")), 401, "unauthenticated");
    assertThat(send(to("/who").header("User-Agent", "sutler-cli/1")).body())
        .isEqualTo("{\"face\":\"cli\",\"who\":\"mira\"}");
  }

  @Test
  void a_fault_of_ours_tells_its_id_and_nothing_else() throws Exception {
    var answer = send(to("/fault"));
    problem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("secret cause").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n=0", "n=6", "n=x", "n=99999999999", "f=yes", "n=1&f=1"})
  void wrong_query_values_are_refused(String query) throws Exception {
    problem(send(to("/numbers?" + query)), 400, "invalid");
  }

  @Test
  void too_many_requests_are_told_when_to_come_back() throws Exception {
    try (var slow = serverWith(2)) {
      HttpResponse<String> answer = send(to(slow, "/who"));
      for (int i = 0; i < 50 && answer.statusCode() == 200; i++) {
        answer = send(to(slow, "/who"));
      }
      problem(answer, 429, "too-many-requests");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      var other = HttpRequest.newBuilder(to(slow, "/healthz").build().uri());
      assertThat(send(other).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void long_answers_are_packed_for_who_wants_them_so() throws Exception {
    var answer =
        CLIENT.send(
            to("/long").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(answer.body().length).isLessThan(5_000);
  }

  @Test
  void machines_can_ask_how_it_does() throws Exception {
    assertThat(send(to("/readyz")).body()).isEqualTo("ready\n");
    send(to("/who"));
    assertThat(send(to("/metrics")).body())
        .contains("sutler_test 7.0\n")
        .contains("sutler_http_request_seconds_count{method=\"GET\",route=\"/who\",code=\"200\"}")
        .contains("le=\"+Inf\"");
  }

  @Test
  void a_stop_ends_open_streams_at_once() throws Exception {
    var other = serverWith(100);
    var response =
        CLIENT.send(
            to(other, "/stream").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    // a stream begins with a beat
    var lines = response.body().filter(l -> !l.isEmpty() && !l.startsWith(":")).iterator();
    assertThat(lines.next()).isEqualTo("id:1");
    assertThat(lines.next()).isEqualTo("event:hello");
    assertThat(lines.next()).isEqualTo("data:{\"a\":\"two\\nlines\"}");
    var after = to(other, "/healthz");
    other.close();
    assertThat(STREAM_ENDED.await(5, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> send(after)).isInstanceOf(java.io.IOException.class);
  }
}
