package io.sutler.driver.ansible;

import io.sutler.driver.local.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The roles that come with this driver and that every playbook may use: {@code sutler_machine} and
 * others, see their own {@code README.md}.
 */
final class SharedRoles {
  /** Names of all their files, a line each: a jar cannot be listed. */
  static final String LIST = "roles/files.txt";

  private SharedRoles() {}

  /** Writes them beneath a directory. */
  static void write(Path directory) throws IOException {
    for (var name : files()) {
      var file = directory.resolve(name);
      PrivateFiles.above(file);
      PrivateFiles.write(file, text("roles/" + name));
    }
  }

  static List<String> files() throws IOException {
    return text(LIST).lines().toList();
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        Optional.ofNullable(SharedRoles.class.getResourceAsStream(name))
            .orElseThrow(() -> new IOException(name + " is not on the class path"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
