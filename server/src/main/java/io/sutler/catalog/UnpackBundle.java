package io.sutler.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a bundle's files. */
final class UnpackBundle {
  private final Map<String, byte[]> content;

  UnpackBundle(Map<String, byte[]> content) {
    this.content = content;
  }

  void into(Path target) {
    if (Files.isDirectory(target)) {
      return;
    }
    try {
      var parent = target.toAbsolutePath().getParent();
      if (parent == null) {
        throw new IOException("it has no parent directory");
      }
      Files.createDirectories(parent);
      var half = Files.createTempDirectory(parent, ".unpacking-");
      try {
        write(half);
        move(half, target);
      } finally {
        delete(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack into " + target + ": " + e.getMessage(), e);
    }
  }

  private void write(Path directory) throws IOException {
    for (var file : content.entrySet()) {
      var path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      Files.setPosixFilePermissions(
          path,
          PosixFilePermissions.fromString(
              file.getKey().startsWith("bin/") ? "r-xr-xr-x" : "r--r--r--"));
    }
    try (var all = Files.walk(directory)) {
      for (var path : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Another that unpacks the same at once may have been first: then theirs is as good. */
  private static void move(Path half, Path target) throws IOException {
    try {
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> paths;
    try (var all = Files.walk(directory)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : paths) {
      Files.delete(path);
    }
  }
}
