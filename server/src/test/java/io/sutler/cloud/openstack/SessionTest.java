package io.sutler.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that answers as Keystone and Nova do. */
class SessionTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private volatile Instant now = NOON;
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<String> asked = new ArrayList<>();
  private volatile String good = "token-1";
  private volatile boolean refuses;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v3/auth/tokens", this::signIn);
    server.createContext("/nova", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void signIn(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (refuses) {
      say(exchange, 401, "{\"error\":{\"message\":\"wrong\"}}");
      return;
    }
    exchange.getResponseHeaders().add("X-Subject-Token", "token-" + tokens.incrementAndGet());
    say(
        exchange,
        201,
        """
        {"token":{"expires_at":"%s","project":{"id":"p"},"catalog":[{"type":"compute","endpoints":[
        {"interface":"public","region_id":"north","url":"%s/nova"}]}]}}
        """
            .formatted(now.plusSeconds(3600), url()));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var uri = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + uri);
    if (!good.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
      say(exchange, 401, "{}");
    } else if (uri.contains("/servers?")) {
      page(exchange, uri);
    } else if (uri.contains("/gone")) {
      say(exchange, 404, "{}");
    } else if (uri.contains("/cut")) {
      exchange.sendResponseHeaders(200, 1000);
      exchange.close();
    } else if (uri.contains("/html")) {
      say(exchange, 200, "<html>a captive portal</html>");
    } else {
      say(exchange, 200, "{\"ok\":true}");
    }
  }

  /** Three pages, the second of which repeats what stood on the first. */
  private static void page(HttpExchange exchange, String uri) throws IOException {
    var link =
        "\"servers_links\":[{\"rel\":\"next\",\"href\":\"http://elsewhere/x?limit=2&marker=%s\"}]";
    if (!uri.contains("marker")) {
      say(
          exchange,
          200,
          "{\"servers\":[{\"id\":\"a\"},{\"id\":\"b\"}]," + link.formatted("b") + "}");
    } else if (uri.contains("marker=b")) {
      say(
          exchange,
          200,
          "{\"servers\":[{\"id\":\"b\"},{\"id\":\"c\"}]," + link.formatted("c") + "}");
    } else {
      say(exchange, 200, "{\"servers\":[{\"id\":\"d\"}]}");
    }
  }

  private Session session(Map<String, Object> settings) throws CloudTrouble {
    CloudRegion region =
        Regions.region(
            settings,
            Map.of(
                "OS_AUTH_URL",
                url(),
                "OS_USERNAME",
                "u",
                "OS_PASSWORD",
                "p",
                "OS_PROJECT_NAME",
                "data"));
    return new Session(new ReadCredentials(region).read(), Settings.of(region), "os", () -> now);
  }

  @Test
  void one_token_serves_many_requests_until_shortly_before_it_expires() throws Exception {
    var session = session(Map.of());
    session.get(Service.COMPUTE, "/a");
    session.get(Service.COMPUTE, "/b");
    assertThat(tokens).hasValue(1);
    now = NOON.plusSeconds(3590);
    good = "token-2";
    session.get(Service.COMPUTE, "/c");
    assertThat(tokens).hasValue(2);
  }

  @Test
  void a_token_that_is_refused_in_the_middle_is_had_anew_once() throws Exception {
    var session = session(Map.of());
    session.get(Service.COMPUTE, "/a");
    good = "token-2";
    assertThat(session.get(Service.COMPUTE, "/b").path("ok").asBoolean()).isTrue();
    good = "never";
    assertThatThrownBy(() -> session.get(Service.COMPUTE, "/c"))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> assertThat(e.failure().code()).isEqualTo("credentials-refused"));
    assertThat(tokens).hasValue(3);
  }

  @Test
  void revoked_credentials_are_named_and_work_again_when_they_are_mended() throws Exception {
    var session = session(Map.of());
    refuses = true;
    assertThatThrownBy(() -> session.get(Service.COMPUTE, "/a"))
        .hasMessageContaining("Keystone of region os refuses its credentials")
        .hasMessageContaining("sutler region credentials os");
    refuses = false;
    assertThat(session.get(Service.COMPUTE, "/a").path("ok").asBoolean()).isTrue();
  }

  @Test
  void an_application_credential_that_was_deleted_is_refused_though_keystone_says_404()
      throws Exception {
    var region =
        Regions.region(
            Map.of(),
            Map.of(
                "OS_AUTH_URL", url() + "/elsewhere",
                "OS_APPLICATION_CREDENTIAL_ID", "a1",
                "OS_APPLICATION_CREDENTIAL_SECRET", "s1"));
    var session =
        new Session(new ReadCredentials(region).read(), Settings.of(region), "os", () -> now);
    assertThatThrownBy(() -> session.get(Service.COMPUTE, "/a"))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> assertThat(e.failure().code()).isEqualTo("credentials-refused"));
  }

  @Test
  void a_list_is_read_to_its_end_and_nothing_is_in_it_twice() throws Exception {
    var list = session(Map.of("page", 2)).list(Service.COMPUTE, "/servers", "servers");
    assertThat(list).extracting(s -> s.path("id").asText()).containsExactly("a", "b", "c", "d");
    assertThat(asked)
        .containsExactly(
            "GET /nova/servers?limit=2",
            "GET /nova/servers?limit=2&marker=b",
            "GET /nova/servers?limit=2&marker=c");
  }

  @Test
  void a_post_whose_reply_is_cut_off_is_sent_once_and_told() throws Exception {
    var session = session(Map.of());
    session.get(Service.COMPUTE, "/a");
    assertThatThrownBy(() -> session.call(Service.COMPUTE, "POST", "/cut", Map.of("a", 1)))
        .isInstanceOfSatisfying(
            CloudTrouble.class,
            e -> {
              assertThat(e.failure().blame()).isEqualTo(Blame.PROVIDER);
              assertThat(e.failure().code()).isEqualTo("cloud-unreachable");
            });
    assertThat(asked).filteredOn(a -> a.startsWith("POST")).hasSize(1);
  }

  @Test
  void what_is_no_json_what_is_gone_and_what_is_not_in_the_catalogue_is_told_apart()
      throws Exception {
    var session = session(Map.of());
    assertThatThrownBy(() -> session.get(Service.COMPUTE, "/html"))
        .hasMessageContaining("something that is no JSON");
    assertThat(session.find(Service.COMPUTE, "/gone")).isEmpty();
    assertThat(session.has(Service.VOLUME)).isFalse();
    assertThatThrownBy(() -> session.get(Service.IMAGE, "/images"))
        .hasMessageContaining("the cloud of region os has no image service");
    assertThatThrownBy(() -> session(Map.of("region_name", "south")).get(Service.COMPUTE, "/a"))
        .hasMessageContaining("no region 'south' of its own: there are north");
  }

  @Test
  void nobody_at_the_address_is_told_with_the_address() throws Exception {
    var session = session(Map.of());
    server.stop(0);
    assertThatThrownBy(() -> session.get(Service.COMPUTE, "/a"))
        .hasMessageContaining("Keystone of region os does not answer at " + url() + "/v3");
  }
}
