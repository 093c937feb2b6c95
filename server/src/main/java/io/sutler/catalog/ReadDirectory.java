package io.sutler.catalog;

import io.sutler.domain.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Reads a bundle's files from a directory, following no link. */
final class ReadDirectory {
  private final Path root;
  private final BundleLimits limits = new BundleLimits();
  private final Map<String, byte[]> files = new TreeMap<>();

  ReadDirectory(Path root) {
    this.root = root;
  }

  Map<String, byte[]> read() {
    if (!Files.isDirectory(root)) {
      throw Refusal.invalid("", "there is no directory " + root + ": give a plan's directory");
    }
    try {
      Files.walkFileTree(root, new Visitor());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root + ": " + e.getMessage(), e);
    }
    limits.done();
    return files;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return String.valueOf(directory.getFileName()).equals(".git") && !directory.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path =
          root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      if (path.equals(".DS_Store") || path.endsWith("/.DS_Store")) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        throw BundleLimits.invalid(
            path,
            "'"
                + path
                + "' is no plain file: a bundle holds no links and no special files; replace it");
      }
      limits.file(path);
      try (var in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(Bundle.MAX_UNPACKED + 1);
        limits.content(bytes.length);
        files.put(path, bytes);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
