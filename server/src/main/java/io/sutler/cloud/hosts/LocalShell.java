package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The server's own machine, entered without SSH.
 *
 * @param before the words that the shell is run with
 */
record LocalShell(Host host, List<String> before) implements Shell {
  @Override
  public Answer run(Script script, As as, Duration within)
      throws CloudTrouble, InterruptedException {
    var words = new ArrayList<>(before);
    if (as == As.ROOT && host.become()) {
      words.addAll(List.of("sudo", "-n"));
    }
    words.addAll(List.of("sh", "-s"));
    Process process;
    try {
      process = new ProcessBuilder(words).directory(Path.of("/").toFile()).start();
    } catch (IOException e) {
      throw new CloudTrouble(
          Blame.PLATFORM,
          "no-shell",
          "this machine runs no '" + words.getFirst() + "': install it");
    }
    var out = reading(process.getInputStream());
    var err = reading(process.getErrorStream());
    try {
      try (var in = process.getOutputStream()) {
        in.write(script.text().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it ended before it listened: what it said tells why
      }
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CloudTrouble(
            Blame.PROVIDER,
            "host-silent",
            "%s did not do '%s' within %d s"
                .formatted(host.name(), script.name(), within.toSeconds()));
      }
      out.thread.join(within);
      err.thread.join(within);
      var answer = new Answer(process.exitValue(), out.text.toString(), err.text.toString());
      if (answer.code() != 0 && as == As.ROOT && host.become() && answer.err().contains("sudo")) {
        throw Troubles.noRights(host, answer.err());
      }
      return answer;
    } finally {
      process.destroyForcibly();
    }
  }

  private record Reading(Thread thread, StringBuffer text) {}

  private static Reading reading(java.io.InputStream from) {
    var text = new StringBuffer();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                text.append(new String(from.readNBytes(1 << 20), StandardCharsets.UTF_8));
              } catch (IOException e) {
                // what was read is what there is
              }
            });
    return new Reading(thread, text);
  }
}
