package io.sutler.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How the program ended that was not to go on: its exit code and all that it said. */
record Attempt(int code, String said) {
  static Attempt at(Program program, List<String> words) throws IOException, InterruptedException {
    return at(program, words, Map.of());
  }

  static Attempt at(Program program, List<String> words, Map<String, String> environment)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("sutler", ".said");
    try {
      var builder =
          new ProcessBuilder(program.line(words))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      var process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("it went on: " + Files.readString(output));
      }
      return new Attempt(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
