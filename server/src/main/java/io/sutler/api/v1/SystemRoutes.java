package io.sutler.api.v1;

import io.sutler.access.Access;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server itself: how it does, and a copy of all it knows. */
record SystemRoutes(ThisServer server, Access access) implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", "/system", this::info), new Route("POST", "/system:backup", this::backup));
  }

  /** How much of everything there is, is of all tenants together: for admins. */
  private Answer info(Ask ask) {
    var all = server.info();
    return Answer.ok(ask.caller().admin() ? all : all.withoutCounts());
  }

  private Answer backup(Ask ask) {
    access.requireAdmin(ask.caller());
    try {
      // a directory of its own, 0700: the copy holds all that the store holds
      var dir = Files.createTempDirectory("sutler-backup");
      var copy = dir.resolve("copy");
      try {
        server.backup(copy);
      } catch (RuntimeException failed) {
        delete(copy, dir);
        throw failed;
      }
      return new Answer.Stream(
          "application/octet-stream",
          out -> {
            try {
              Files.copy(copy, out);
            } finally {
              delete(copy, dir);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path copy, Path dir) throws IOException {
    Files.deleteIfExists(copy);
    Files.delete(dir);
  }
}
