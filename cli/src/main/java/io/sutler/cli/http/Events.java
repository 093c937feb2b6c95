package io.sutler.cli.http;

import io.sutler.cli.terminal.Mishap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** Server-sent events of one path, taken up again after a break where they left off. */
public final class Events {
  private static final long PAUSE_MILLIS = 500;
  private static final int PATIENCE = 20;
  private final Client client;
  private final String path;
  private Optional<String> last = Optional.empty();

  public Events(Client client, String path) {
    this.client = client;
    this.path = path;
  }

  /**
   * @param name {@code message} when the server gave none
   */
  public record Event(String name, String data) {}

  /**
   * Calls {@code more} with each event until it returns false or the thread is interrupted. A lost
   * connection is taken up again for ten seconds.
   *
   * @throws Mishap when the server says no or stays away
   */
  public void each(Predicate<Event> more) throws InterruptedException {
    var failures = 0;
    while (true) {
      try {
        if (!read(more)) {
          return;
        }
        failures = 0;
      } catch (IOException e) {
        failures++;
      } catch (Mishap e) {
        if (e.exit() != io.sutler.cli.terminal.Exit.UNREACHABLE || ++failures > PATIENCE) {
          throw e;
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean read(Predicate<Event> more) throws IOException {
    var request = new Client.Request("GET", path).header("Accept", "text/event-stream");
    if (last.isPresent()) {
      request = request.header("Last-Event-ID", last.get());
    }
    try (var in =
        new BufferedReader(new InputStreamReader(client.stream(request), StandardCharsets.UTF_8))) {
      var name = "message";
      var data = new StringBuilder();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty() && !more.test(new Event(name, data.toString()))) {
            return false;
          }
          name = "message";
          data.setLength(0);
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(data.isEmpty() ? "" : "\n")
              .append(line.substring(line.startsWith("data: ") ? 6 : 5));
        } else if (line.startsWith("id:")) {
          last = Optional.of(line.substring(3).strip());
        }
      }
      return true;
    }
  }
}
