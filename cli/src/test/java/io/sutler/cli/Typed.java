package io.sutler.cli;

import io.sutler.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person typed, and what came of it. */
record Typed(int exit, String out, String err) {

  /** A person at a terminal of their own. */
  static final class Person {
    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private String input = "";
    private boolean live;

    Person(Path home) {
      this.home = home;
      variables.put("HOME", home.toString());
    }

    Person with(String variable, String value) {
      variables.put(variable, value);
      return this;
    }

    Person at(StubServer server) {
      return with("SUTLER_SERVER", server.url()).with("SUTLER_TOKEN", "s3cret");
    }

    /** At a terminal of so many columns; else what is said goes to a program. */
    Person on(int columns) {
      live = true;
      return with("COLUMNS", String.valueOf(columns));
    }

    Person answers(String text) {
      input = text;
      return this;
    }

    Typed types(String... arguments) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var code = Main.run(terminal(out, err), arguments);
      return new Typed(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Terminal terminal() {
      return terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err) {
      return new Terminal(
          new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          live,
          false,
          Map.copyOf(variables),
          home,
          InstantSource.fixed(Wires.THEN.plusSeconds(180)));
    }
  }
}
