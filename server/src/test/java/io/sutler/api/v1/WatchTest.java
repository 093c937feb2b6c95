package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.app.ApiUnderTest;
import io.sutler.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchTest {
  private static final String D = "/projects/demo/deployments";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  @TempDir static Path data;
  private static ApiUnderTest api;
  private static Checked admin;

  @BeforeAll
  static void start() throws Exception {
    api = new ApiUnderTest(data);
    admin = new Checked(api, api.adminToken());
    admin.send("POST", "/plans", "application/zip", ZipOf.plan("echo", "1.0.0")).is(201);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void what_failed_stands_on_top_of_a_log_and_its_figures_with_the_step() throws Exception {
    install("books");
    var run = api.run("demo", "books", "01K0000000000000000000RUN9");
    api.failedStep("demo", "books", run);
    assertThat(admin.get(D + "/books/log").text())
        .isEqualTo("· main failed (create): TASK disk failed on nodes-1: full\nfirst\nsecond\n");
    assertThat(admin.get("/projects/demo/runs/" + run).text())
        .contains("\"summary\":\"2 hosts: ok 3, changed 1, failed 1, unreachable 0\"");
    assertThat(admin.get(D + "/books/story").text())
        .contains("(2 hosts: ok 3, changed 1, failed 1, unreachable 0): TASK disk failed");
  }

  record Event(String id, String name, JsonNode data) {}

  /** An open stream of events. */
  private static final class Events implements AutoCloseable {
    private final Stream<String> body;
    private final Iterator<String> lines;

    Events(String path, String lastId) throws Exception {
      var request =
          HttpRequest.newBuilder(api.uri("/api/v1" + path))
              .header("Authorization", "Bearer " + api.adminToken())
              .header("Accept", "text/event-stream");
      if (!lastId.isEmpty()) {
        request.header("Last-Event-ID", lastId);
      }
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      body = answer.body();
      lines = body.iterator();
    }

    Event next() throws Exception {
      var id = "";
      var name = "";
      while (true) {
        var line = lines.next();
        if (line.startsWith("id:")) {
          id = line.substring(3);
        } else if (line.startsWith("event:")) {
          name = line.substring(6);
        } else if (line.startsWith("data:")) {
          return new Event(id, name, Json.mapper().readTree(line.substring(5)));
        }
      }
    }

    @Override
    public void close() {
      body.close();
    }
  }

  private static void install(String name) throws Exception {
    admin.post(D, "{\"name\":\"%s\",\"plan\":\"echo\"}".formatted(name)).is(202);
  }

  @Test
  void a_deployment_is_watched_and_the_watch_resumed() throws Exception {
    install("one");
    String last;
    try (var events = new Events(D + "/one/events", "")) {
      var first = events.next();
      assertThat(first.name()).isEqualTo("deployment");
      assertThat(first.data().at("/desired/params/size").asInt()).isEqualTo(1);
      admin.patch(D + "/one", "{\"params\":{\"size\":2}}").is(202);
      var second = events.next();
      assertThat(second.data().at("/desired/params/size").asInt()).isEqualTo(2);
      last = second.id();
    }
    try (var events = new Events(D + "/one/events", last)) {
      admin.patch(D + "/one", "{\"params\":{\"size\":3}}").is(202);
      assertThat(events.next().data().at("/desired/params/size").asInt()).isEqualTo(3);
    }
  }

  @Test
  void a_project_is_watched_and_the_watch_resumed() throws Exception {
    install("two");
    String last;
    try (var events = new Events("/projects/demo/events", "")) {
      assertThat(events.next().name()).isEqualTo("start");
      var names = new ArrayList<String>();
      Event event;
      do {
        event = events.next();
        names.add(event.data().at("/metadata/name").asText());
      } while (!names.contains("two"));
      install("two-b");
      do {
        event = events.next();
      } while (!event.data().at("/metadata/name").asText().equals("two-b"));
      last = event.id();
    }
    try (var events = new Events("/projects/demo/events", last)) {
      admin.patch(D + "/two", "{\"displayName\":\"Two!\"}").is(202);
      var next = events.next();
      assertThat(next.name()).as("nothing is told twice").isEqualTo("deployment");
      assertThat(next.data().at("/metadata/displayName").asText()).isEqualTo("Two!");
    }
    try (var events = new Events("/projects/demo/events", "nonsense")) {
      assertThat(events.next().name()).isEqualTo("start");
    }
  }

  @Test
  void logs_are_followed_over_runs_and_resumed_within_one() throws Exception {
    install("three");
    var first = api.run("demo", "three", "01K0000000000000000000RUN3");
    String last;
    try (var events = new Events(D + "/three/log", "")) {
      assertThat(events.next().data().path("text").asText()).isEqualTo("first\n");
      var second = events.next();
      assertThat(second.data().path("text").asText()).isEqualTo("second\n");
      last = second.id();
      assertThat(last).startsWith(first.value() + "/");
      api.log(first, "third\n");
      assertThat(events.next().data().path("text").asText()).isEqualTo("third\n");
      api.reach("demo", "three", first);
      var other = api.run("demo", "three", "01K0000000000000000000RUN4");
      var next = events.next();
      assertThat(next.data().path("run").asText()).isEqualTo(other.value());
    }
    try (var events = new Events(D + "/three/log", last)) {
      assertThat(events.next().data().path("text").asText()).isEqualTo("third\n");
      assertThat(events.next().data().path("text").asText()).isEqualTo("first\n");
    }
  }

  @Test
  void streams_of_what_is_not_there_are_problems() throws Exception {
    for (var path :
        List.of(
            D + "/none/events",
            "/projects/none/events",
            D + "/none/log",
            "/projects/demo/runs/X/log")) {
      admin.get(path, "Accept", "text/event-stream").problem(404, "not-found");
    }
  }
}
