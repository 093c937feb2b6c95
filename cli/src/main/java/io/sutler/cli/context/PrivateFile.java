package io.sutler.cli.context;

import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that their owner alone may read, replaced whole or not at all. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Its directory is made, for the owner alone, when it is missing. */
  public static void write(Path file, String text) {
    try {
      var directory = file.toAbsolutePath().getParent();
      if (directory == null) {
        throw new IOException("it has no directory");
      }
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var part =
          Files.createTempFile(
              directory,
              ".new",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Mishap.failed(file + " cannot be written: " + e.getMessage());
    }
  }
}
