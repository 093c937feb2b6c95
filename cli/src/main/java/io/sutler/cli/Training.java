package io.sutler.cli;

import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher runs once after a build, so that the JVM learns which classes short commands
 * load: a few of them, against a server that always says the same.
 */
final class Training {
  private static final String DEPLOYMENT =
      """
      {"metadata":{"id":"d","name":"a","displayName":"","project":"demo","generation":1,"resourceVersion":"1",
      "createdAt":"2026-01-01T00:00:00Z"},"desired":{"plan":"p@1.0.0","planDigest":"","params":{"x":1},"bindings":[],
      "region":"local","runState":"running","held":false,"mayDestroy":[],"schedules":{}},"observed":{"generation":1,
      "components":[],"members":[]},"conditions":[{"type":"ready","holds":true,"reason":"","message":"",
      "since":"2026-01-01T00:00:00Z"}],"outputs":{}}\
      """;

  private Training() {}

  static int run(Terminal terminal) throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> serve(server));
      var variables = new HashMap<>(terminal.variables());
      var home = Files.createTempDirectory("sutler-training");
      variables.keySet().removeIf(name -> name.startsWith("SUTLER_") || name.startsWith("XDG_"));
      variables.put("HOME", home.toString());
      var quiet =
          new Terminal(
              new ByteArrayInputStream(new byte[0]),
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              false,
              false,
              variables,
              terminal.directory(),
              terminal.clock());
      var contexts = new Contexts(quiet);
      contexts.save(
          new Context(
              "local",
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              Optional.of(contexts.keepToken("local", "none").toString()),
              "demo",
              Optional.of(home.toString())));
      Main.run(quiet, "get");
      Main.run(quiet, "get", "a", "-o", "json");
      Main.run(quiet, "get", "a", "-o", "yaml");
      Main.run(quiet, "get", "a", "-o", "jsonpath={.metadata.name}");
      Main.run(quiet, "describe", "a");
      Main.run(quiet, "update", "a", "--param", "x=2");
      Main.run(quiet, "get", "--nonsense");
      Main.run(quiet, "get", "--help");
      contexts.remove("local");
      Files.delete(contexts.file());
      for (var left : List.of(".config/sutler", ".config", "")) {
        Files.delete(home.resolve(left));
      }
    }
    return 0;
  }

  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) in.read());
        }
        var page =
            head.substring(0, head.indexOf("\r\n"))
                .matches(".*/(deployments|runs|commands)(\\?.*)? .*");
        var body =
            page
                ? "{\"items\":[" + (head.indexOf("/deployments ") > 0 ? DEPLOYMENT : "") + "]}"
                : DEPLOYMENT;
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        socket
            .getOutputStream()
            .write(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + bytes.length
                        + "\r\n\r\n"
                        + body)
                    .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        return;
      }
    }
  }
}
