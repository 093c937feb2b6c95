package io.sutler.cli.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Where a control plane of this machine keeps everything. */
public record DataDirectory(Path path) {
  private static final List<String> OURS =
      List.of("server.json", "admin.token", "sutler.db", "installation");

  /** The one asked for, else {@code SUTLER_DATA}, else {@code ~/.local/share/sutler}. */
  public static DataDirectory of(Terminal terminal, Optional<String> asked) {
    return new DataDirectory(
        asked
            .or(() -> terminal.variable("SUTLER_DATA"))
            .map(terminal::path)
            .orElseGet(() -> terminal.home().resolve(".local/share/sutler")));
  }

  /** What the server's own lines go to. */
  public Path log() {
    return path.resolve("server.log");
  }

  /** Holds the admin's token. */
  public Path adminToken() {
    return path.resolve("admin.token");
  }

  /** What the running server, or the last one, wrote about itself. */
  public Optional<JsonNode> server() {
    try {
      return Data.maybe(Files.readString(path.resolve("server.json")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a Sutler has lived here. */
  public boolean isOurs() {
    return OURS.stream()
        .anyMatch(name -> Files.isRegularFile(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Removes it with all that is in it; follows no link.
   *
   * @throws Mishap when it is not a Sutler's, or something in it cannot be removed
   */
  public void remove(Terminal terminal) {
    var real = real();
    if (real.getNameCount() < 2 || terminal.home().startsWith(real) || !isOurs()) {
      throw Mishap.failed(
          path + " does not look like a Sutler's data directory: nothing was removed",
          "name the right one with --data or SUTLER_DATA");
    }
    try {
      Files.walkFileTree(real, new Removing());
    } catch (IOException e) {
      throw Mishap.failed(
          "not all of " + path + " could be removed: " + e.getMessage(), "remove the rest by hand");
    }
  }

  private Path real() {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static final class Removing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof java.nio.file.NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
