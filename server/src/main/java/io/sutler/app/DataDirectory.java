package io.sutler.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything is kept. Made at the first start, for its owner's eyes alone. */
record DataDirectory(Path path) {
  private static final String PLACE = "place";

  /**
   * @throws CannotStart when it cannot be made or written
   */
  static DataDirectory open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        var parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.delete(Files.createTempFile(path, "probe", ""));
      return new DataDirectory(path);
    } catch (AccessDeniedException e) {
      throw unusable(path, "it may not be written");
    } catch (FileSystemException e) {
      var reason = e.getReason();
      throw unusable(path, reason == null ? "it cannot be made" : reason);
    } catch (IOException e) {
      throw unusable(path, String.valueOf(e.getMessage()));
    }
  }

  private static CannotStart unusable(Path path, String why) {
    return new CannotStart(
        1,
        "the data directory %s cannot be used (%s): name another one with --data or SUTLER_DATA"
            .formatted(path, why));
  }

  /**
   * The place that this directory's deployments were made at: remembered, since a machine's name
   * may change and they do not move.
   */
  String place(String now) {
    var file = path.resolve(PLACE);
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      Files.writeString(file, now + "\n");
      return now;
    } catch (IOException e) {
      throw unusable(path, String.valueOf(e.getMessage()));
    }
  }
}
