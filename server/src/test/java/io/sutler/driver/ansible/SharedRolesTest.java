package io.sutler.driver.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedRolesTest {
  private static final Path SOURCES =
      Path.of("src/main/resources/io/sutler/driver/ansible/roles").toAbsolutePath();
  @TempDir Path directory;

  /** When this fails after a role was changed: files.txt is to hold what it says. */
  @Test
  void the_list_names_every_file() throws IOException {
    try (var all = Files.walk(SOURCES)) {
      var names =
          all.filter(Files::isRegularFile)
              .map(file -> SOURCES.relativize(file).toString())
              .filter(name -> !name.equals("files.txt"))
              .sorted()
              .toList();
      assertThat(SharedRoles.files()).isEqualTo(names);
    }
  }

  @Test
  void all_are_written_as_they_are() throws IOException {
    SharedRoles.write(directory);
    for (var name : SharedRoles.files()) {
      assertThat(directory.resolve(name)).hasSameTextualContentAs(SOURCES.resolve(name));
    }
  }
}
