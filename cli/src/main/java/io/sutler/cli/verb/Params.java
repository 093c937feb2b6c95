package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Parameters on the command line. */
public final class Params {
  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "a parameter: text, number, true, false or JSON, as the plan types it; @FILE is a file's text, @- standard input")
  List<String> params = new ArrayList<>();

  @Option(
      names = "--param-json",
      paramLabel = "JSON",
      description = "parameters as one JSON object, or @FILE")
  Optional<String> json = Optional.empty();

  @Option(
      names = "--bind",
      paramLabel = "NAME=DEPLOYMENT/OUTPUT",
      description = "take a parameter from another deployment's output")
  List<String> bind = new ArrayList<>();

  @Option(
      names = "--unset",
      paramLabel = "NAME",
      description = "take a parameter back to the plan's default")
  List<String> unset = new ArrayList<>();

  /**
   * Whether any was given.
   *
   * @throws Mishap when one has no name
   */
  public boolean given() {
    params.forEach(p -> name("--param", p));
    bind.forEach(b -> name("--bind", b));
    return !params.isEmpty() || json.isPresent() || !bind.isEmpty() || !unset.isEmpty();
  }

  /**
   * All of them; later ones win.
   *
   * @param schema of the plan's parameters: what it types as text stays text
   */
  public ObjectNode values(Terminal terminal, JsonNode schema) {
    var values = Data.object();
    if (json.isPresent()) {
      if (!(parsed(text(terminal, json.get())) instanceof ObjectNode given)) {
        throw Mishap.usage(
            "--param-json is not one JSON object", "example: --param-json '{\"a\": 1}'");
      }
      values.setAll(given);
    }
    for (var param : params) {
      var name = name("--param", param);
      var value = text(terminal, param.substring(name.length() + 1));
      values.set(name, typed(value, schema.path("properties").path(name)));
    }
    for (var binding : bind) {
      var name = name("--bind", binding);
      values.putObject(name).put("from", binding.substring(name.length() + 1));
    }
    unset.forEach(values::putNull);
    return values;
  }

  /** The schema of a plan's parameters; an empty object when it cannot be had. */
  static JsonNode schema(Session session, String plan) {
    try {
      var path = session.inProject("/plans/" + Client.segment(plan));
      return session.client().get(path).path("parameters");
    } catch (Mishap e) {
      // The request that needs the plan will say what is wrong with it.
      return Data.object();
    }
  }

  private static String name(String option, String typed) {
    var at = typed.indexOf('=');
    if (at < 1) {
      throw Mishap.usage(
          option + " " + typed + " has no NAME=VALUE",
          "example: " + option + " max_connections=50");
    }
    return typed.substring(0, at);
  }

  private static JsonNode typed(String value, JsonNode schema) {
    var type = schema.path("type").asText("");
    if (type.equals("string") && !value.stripLeading().startsWith("{")) {
      return Data.text(value);
    }
    var parsed = Data.maybe(value);
    return parsed
        .filter(p -> !p.isTextual() || value.startsWith("\""))
        .orElseGet(() -> Data.text(value));
  }

  private static JsonNode parsed(String text) {
    return Data.maybe(text).orElseGet(() -> Data.text(text));
  }

  private static String text(Terminal terminal, String typed) {
    if (typed.startsWith("@@")) {
      return typed.substring(1);
    }
    if (!typed.startsWith("@")) {
      return typed;
    }
    try {
      return typed.equals("@-")
          ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(terminal.path(typed.substring(1)));
    } catch (IOException e) {
      throw Mishap.usage(
          typed.substring(1) + " cannot be read",
          "a value that itself begins with @ is written @@...");
    }
  }
}
