package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code ./sutler} of this checkout, as people type it. It runs what was built before: a build
 * beside a test would change the classes that the test runs.
 *
 * @param home of the person
 */
record Launcher(Path home) {
  static Path root() {
    return ServerProcess.catalog().resolveSibling(".").normalize();
  }

  /** The words of a command that runs it. */
  List<String> line(String... words) {
    var line =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=" + home,
                "SUTLER_JAVA_HOME=" + System.getProperty("java.home"),
                "SUTLER_NO_BUILD=1",
                "SUTLER_NO_AOT=1",
                root().resolve("sutler").toString()));
    line.addAll(List.of(words));
    return line;
  }

  /** What it says to a line that is typed at this server, and ends well. */
  String types(Api server, String... words) throws IOException, InterruptedException {
    return ends(0, server, words);
  }

  /** What it says to a line that is typed at this server, and ends with this exit code. */
  String ends(int code, Api server, String... words) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(line(words)).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("SUTLER_SERVER", "" + server.server(), "SUTLER_TOKEN", server.token()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var line = String.join(" ", words);
    assertThat(process.waitFor()).as("sutler %s: %s", line, said).isEqualTo(code);
    return said.strip();
  }
}
