package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.domain.OwnerTag;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Directories that say whose they are, by a small file beside each: {@code <name>.owner}. So they
 * are found again when nobody remembers them, and stay empty for the programs they are for.
 */
public final class Owned {
  static final String KEPT = "retained";
  private static final String SUFFIX = ".owner";
  private static final int DEPTH = 3;

  record Mark(String owner, String driver) {}

  private Owned() {}

  /**
   * Makes a directory ours, with what is missing above it.
   *
   * @throws ProgramFailure when it is another's
   */
  public static void claim(Path directory, OwnerTag owner, String driver)
      throws IOException, ProgramFailure {
    var mine = new Mark(owner.text(), driver);
    var mark = read(directory);
    if (mark.filter(mine::equals).isEmpty()) {
      if (mark.isPresent() && Files.exists(directory)) {
        throw new ProgramFailure(
            Blame.PLATFORM,
            "not-ours",
            directory + " belongs to " + mark.get().owner() + ": move it away");
      }
      PrivateFiles.above(directory);
      PrivateFiles.write(markOf(directory), Json.write(mine));
    }
    PrivateFiles.directory(directory);
  }

  /** Whether it is there and ours. */
  public static boolean is(Path directory, OwnerTag owner) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && read(directory).filter(m -> m.owner().equals(owner.text())).isPresent();
  }

  /** Deletes it, its mark last, so that what a crash leaves is still found. */
  public static void delete(Path directory) throws IOException {
    Trees.delete(directory);
    Files.deleteIfExists(markOf(directory));
  }

  /** Deletes the folder that a component's directories stood in, once it is empty. */
  public static void deleteEmptyFolder(Path directory, RegionView region) throws IOException {
    var folder = directory.getParent();
    if (folder != null && folder.startsWith(region.data()) && !isFirstLevel(folder, region)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static boolean isFirstLevel(Path folder, RegionView region) {
    return region.data().relativize(folder).getNameCount() < 2;
  }

  /** All of one driver's that carry the installation's tag. */
  public static List<Sight.Found> find(RegionView region, String driver) {
    var found = new ArrayList<Sight.Found>();
    find(region.data(), DEPTH, region.installation(), driver, found);
    return found;
  }

  private static void find(
      Path parent, int depth, String installation, String driver, List<Sight.Found> found) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (var child : children) {
        var name = String.valueOf(child.getFileName());
        if (name.endsWith(SUFFIX)) {
          var directory = child.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
          read(directory)
              .filter(m -> m.driver().equals(driver) && Files.exists(directory))
              .flatMap(m -> OwnerTag.parse(m.owner()))
              .filter(tag -> tag.installation().equals(installation))
              .map(tag -> found(tag, directory, child))
              .ifPresent(found::add);
        } else if (depth > 1
            && !name.equals(KEPT)
            && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
            && !Files.exists(markOf(child))) {
          find(child, depth - 1, installation, driver, found);
        }
      }
    } catch (IOException e) {
      // gone or unreadable: nothing of ours is seen there
      return;
    }
  }

  private static Sight.Found found(OwnerTag tag, Path directory, Path mark) {
    Optional<Instant> since;
    try {
      since = Optional.of(Files.getLastModifiedTime(mark).toInstant());
    } catch (IOException e) {
      since = Optional.empty();
    }
    return new Sight.Found(
        tag,
        "directory",
        directory.toString(),
        directory.toString(),
        since,
        new Sight.Weight("", 0, true));
  }

  static Path markOf(Path directory) {
    return directory.resolveSibling(directory.getFileName() + SUFFIX);
  }

  static Optional<Mark> read(Path directory) {
    try {
      return Optional.of(Json.read(Files.readString(markOf(directory)), Mark.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
