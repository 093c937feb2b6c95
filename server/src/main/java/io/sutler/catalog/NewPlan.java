package io.sutler.catalog;

import io.sutler.domain.Refusal;
import io.sutler.domain.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Writes a plan to start from. */
final class NewPlan {
  private static final List<String> FILES = List.of("plan.yaml", "bin/deploy.sh", "README.md");
  private final Path directory;
  private final String name;

  NewPlan(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  void write() {
    if (!Slug.isValid(name)) {
      throw Refusal.invalid("/name", "'" + Fields.brief(name) + "' is no valid name: " + Slug.RULE);
    }
    try {
      if (Files.exists(directory) && !isEmpty()) {
        throw new Refusal(
            Refusal.Kind.CONFLICT,
            "not-empty",
            directory + " is there and not empty: choose another directory");
      }
      for (var file : FILES) {
        var path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text(file).replace("@NAME@", name));
        if (file.startsWith("bin/")) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory + ": " + e.getMessage(), e);
    }
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in =
        Optional.ofNullable(NewPlan.class.getResourceAsStream("new-plan/" + file)).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
