package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application bound to the database of another deployment. */
class WebAppStory {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path home;
  private ServerProcess server;
  private String installation;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.on(home.resolve("data"));
    installation = server.installation();
    server.api().install("orders-db", "postgresql", Map.of());
    server
        .api()
        .install(
            "shop",
            "web-app",
            Map.of("database", Map.of("from", "orders-db/url"), "title", "<Shop>"));
  }

  @AfterEach
  void stop() {
    server.close();
    ServerProcess.sweep(installation);
  }

  private String page(String path) {
    var url = server.api().get(Api.deployment("shop")).text("/outputs/url/value");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(url).resolve(path))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Test
  void counts_visits_in_the_database_it_is_bound_to() throws Exception {
    page("/");
    assertThat(page("/")).contains("<div class=\"count\">2</div>").contains("&lt;Shop&gt;");

    var database = new Database(server.api().reveal("orders-db", "url"));
    assertThat(database.one("SELECT count(*) FROM visits")).isEqualTo("2");
  }

  @Test
  void is_reconfigured_when_its_database_changes() {
    page("/");
    server.api().update("orders-db", Map.of("database", "fresh"));

    Awaitility.await("the application speaks to the new database")
        .atMost(Duration.ofSeconds(60))
        .until(() -> page("/config").contains("\"name\": \"fresh\""));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page("/").contains("<div class=\"count\">"));
    assertThat(page("/healthz")).isEqualTo("ok\n");
  }

  @Test
  void its_database_is_not_pulled_from_under_it_untold() {
    var answer = server.api().call("DELETE", Api.deployment("orders-db"), "");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/detail")).contains("shop");
    assertThat(page("/healthz")).isEqualTo("ok\n");

    server.api().remove("shop", "");
    server.api().remove("orders-db", "?retain=false&destroyData=true");
    assertThat(ServerProcess.tagged(installation)).isEmpty();
  }
}
