package io.sutler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.cli.Typed.Person;
import io.sutler.cli.machine.DataDirectory;
import io.sutler.cli.terminal.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path home;

  private DataDirectory of(Path path) {
    return DataDirectory.of(new Person(home).terminal(), Optional.of(path.toString()));
  }

  @Test
  void what_is_not_a_sutlers_is_never_removed() throws IOException {
    var terminal = new Person(home).terminal();
    Files.writeString(home.resolve("server.json"), "{}");
    var photos = Files.createDirectories(home.resolve("photos"));
    Files.writeString(photos.resolve("a.jpg"), "x");
    for (var path : List.of(home, photos, Path.of("/"), Path.of("/tmp"), home.resolve("missing"))) {
      assertThatThrownBy(() -> of(path).remove(terminal))
          .isInstanceOf(Mishap.class)
          .hasMessageContaining("nothing was removed");
    }
    assertThat(photos.resolve("a.jpg")).exists();
  }

  @Test
  void links_are_removed_and_not_followed() throws IOException {
    var photos = Files.createDirectories(home.resolve("photos"));
    Files.writeString(photos.resolve("a.jpg"), "x");
    var data = Files.createDirectories(home.resolve("data/deep/er"));
    Files.createSymbolicLink(data.resolve("link"), photos);
    Files.writeString(home.resolve("data/admin.token"), "t");
    of(home.resolve("data")).remove(new Person(home).terminal());
    assertThat(home.resolve("data")).doesNotExist();
    assertThat(photos.resolve("a.jpg")).exists();
  }

  @Test
  void down_where_nothing_runs_is_no_error() {
    assertThat(new Person(home).types("down").exit()).isZero();
    assertThat(new Person(home).types("down", "--wipe").out())
        .contains("there is nothing to wipe in ~/.local/share/sutler");
  }
}
