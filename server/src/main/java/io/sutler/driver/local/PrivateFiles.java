package io.sutler.driver.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Files and directories that their owner alone may read. */
public final class PrivateFiles {
  private static final FileAttribute<?> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final AtomicLong PARTS = new AtomicLong(ProcessHandle.current().pid() << 32);

  private PrivateFiles() {}

  /** Makes a directory and what is missing above it; one that is there stays as it is. */
  public static Path directory(Path path) throws IOException {
    return Files.isDirectory(path) ? path : Files.createDirectories(path, DIRECTORY);
  }

  /** Makes what is missing above a path. */
  public static void above(Path path) throws IOException {
    var parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      directory(parent);
    }
  }

  /** Makes an empty file where there is none. */
  public static Path touch(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, FILE);
      } catch (FileAlreadyExistsException e) {
        return file;
      }
    }
    return file;
  }

  /**
   * Writes a file that is not there yet; a crash may leave a part of it. For a directory in which
   * nothing is believed before all of it is there.
   */
  static void create(Path file, String text) throws IOException {
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
      var bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Writes a file so that a crash leaves the old or the new text, never a part. */
  public static void write(Path file, String text) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part" + PARTS.incrementAndGet());
    Files.deleteIfExists(part);
    Files.createFile(part, FILE);
    try {
      Files.writeString(part, text, StandardOpenOption.WRITE);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
