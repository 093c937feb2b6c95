package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.cli.Typed.Person;
import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.wire.Fault;
import io.sutler.wire.IssuedToken;
import io.sutler.wire.Me;
import io.sutler.wire.Token;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {
  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void without_a_server_it_says_how_to_get_one() {
    var typed = new Person(home).types("get");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err()).startsWith("error: no Sutler is running here: sutler up\n");
  }

  @Test
  void a_control_plane_that_is_down_is_said_to_be_down() {
    var person = new Person(home);
    new Contexts(person.terminal())
        .save(
            new Context(
                "local",
                URI.create("http://127.0.0.1:1"),
                Optional.empty(),
                "demo",
                Optional.of("/d")));
    var typed = person.types("get");
    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err()).contains("nothing listens there").contains("sutler up");
  }

  @Test
  void a_sentence_that_does_not_say_what_it_is_about_gets_the_fields_name() {
    server.says(
        "GET /projects/demo/deployments",
        400,
        Wires.problem(
            400, "invalid", "use 1 to 63 of a-z", new Fault("/name", "use 1 to 63 of a-z")));
    assertThat(new Person(home).at(server).types("get").err())
        .isEqualTo("error: name: use 1 to 63 of a-z   (invalid)\n");
  }

  @Test
  void a_refusal_is_its_sentence_its_code_and_each_fault() {
    server.says(
        "GET /projects/demo/deployments",
        403,
        Wires.problem(
            403,
            "quota-exceeded",
            "quota exceeded in project demo: 12 vcpus asked, 8 free",
            new Fault("/params/workers", "must be 4 at most")));
    var typed = new Person(home).at(server).types("get");
    assertThat(typed.exit()).isEqualTo(3);
    assertThat(typed.err())
        .isEqualTo(
            """
            error: quota exceeded in project demo: 12 vcpus asked, 8 free   (quota-exceeded)
              /params/workers: must be 4 at most
            """);
  }

  @Test
  void whatever_answers_there_is_never_a_stack_trace() {
    for (var body :
        List.of(
            "<html>hello</html>",
            "{\"a\":",
            "",
            "[1,2",
            "{\"items\":[{\"metadata\":5}]}",
            "{\"items\":7}")) {
      for (int code : new int[] {200, 404, 500, 502}) {
        server.says("GET /projects/demo/deployments", code, body);
        var typed = new Person(home).at(server).types("get");
        assertThat(typed.err())
            .doesNotContain("\tat ")
            .doesNotContain("Exception", "itself failed");
        assertThat(typed.exit()).isIn(0, 1, 3);
      }
    }
  }

  @Test
  void debug_shows_where_it_came_from() {
    assertThat(new Person(home).with("SUTLER_DEBUG", "1").types("get").err())
        .contains("\tat io.sutler.cli");
  }

  @Test
  void escapes_in_what_a_server_says_do_not_reach_the_terminal() {
    server.says(
        "GET /projects/demo/deployments",
        403,
        Wires.problem(403, "no", "bad\u001b]0;title\u0007 thing"));
    assertThat(new Person(home).at(server).types("get").err())
        .doesNotContain("\u001b]")
        .doesNotContain("\u0007");
  }

  @Test
  void a_contexts_token_goes_to_its_own_server_only() throws IOException {
    var person = new Person(home);
    var token = Files.writeString(home.resolve("t"), "kept\n");
    new Contexts(person.terminal())
        .save(
            new Context(
                "work",
                URI.create("https://sutler.example.org"),
                Optional.of(token.toString()),
                "demo",
                Optional.empty()));
    person.types("get", "--server", server.url());
    assertThat(server.asked.getLast().header("Authorization")).isEmpty();
    person.with("SUTLER_TOKEN", "mine").types("get", "--server", server.url());
    assertThat(server.asked.getLast().header("Authorization")).contains("Bearer mine");
  }

  @Test
  void login_keeps_the_token_where_only_its_owner_can_read_it() throws IOException {
    server
        .says(
            "POST /sessions",
            201,
            new IssuedToken(
                "tok-1",
                new Token(
                    "i",
                    "l",
                    "mira",
                    Optional.empty(),
                    "owner",
                    List.of(),
                    Wires.THEN,
                    Optional.empty())))
        .says("GET /me", 200, new Me("mira", false, Map.of("research", "owner"), List.of()))
        .says("GET /projects/research/deployments", 200, Wires.page(List.of()));
    var person = new Person(home).answers("pass word\n");
    var typed = person.types("login", server.url(), "--user", "mira");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(server.asked.getFirst().body()).contains("\"pass word\"");
    try (var files = Files.walk(home.resolve(".config/sutler"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .hasSize(2)
          .allSatisfy(f ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                  .isEqualTo("rw-------"));
    }
    person.types("get");
    assertThat(server.asked.getLast().path()).contains("/projects/research/");
    assertThat(server.asked.getLast().header("Authorization")).contains("Bearer tok-1");
  }

  @Test
  void a_broken_context_file_is_named() throws IOException {
    Files.createDirectories(home.resolve(".config/sutler"));
    Files.writeString(home.resolve(".config/sutler/config.json"), "{oops");
    var typed = new Person(home).types("get");
    assertThat(typed.exit()).isEqualTo(5);
    assertThat(typed.err()).contains("config.json is not JSON");
  }
}
