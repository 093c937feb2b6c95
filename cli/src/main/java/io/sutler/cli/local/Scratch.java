package io.sutler.cli.local;

import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory that goes when the trial ends. */
record Scratch(Path path) implements AutoCloseable {
  static Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory("sutler-trial"));
    } catch (IOException e) {
      throw Mishap.failed("no temporary directory can be made: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try (var all = Files.walk(path)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        // unpacked bundles are read-only
        var parent = file.getParent();
        if (parent != null) {
          parent.toFile().setWritable(true);
        }
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Mishap.failed(path + " cannot be removed: " + e.getMessage(), "remove it by hand");
    }
  }
}
