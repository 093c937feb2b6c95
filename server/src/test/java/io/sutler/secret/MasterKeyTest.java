package io.sutler.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  private static final String TEXT = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  @TempDir Path dir;

  @Test
  void the_first_start_makes_a_key_that_only_its_owner_reads() throws Exception {
    var first = MasterKey.fileIn(dir);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("master.key"))))
        .isEqualTo("rw-------");
    assertThat(MasterKey.fileIn(dir).key()).isEqualTo(first.key());
    assertThat(Files.list(dir)).hasSize(1);
  }

  @Test
  void a_key_that_others_can_read_is_refused_with_what_to_do() throws Exception {
    MasterKey.fileIn(dir);
    Files.setPosixFilePermissions(
        dir.resolve("master.key"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> MasterKey.fileIn(dir))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_file_that_holds_no_key_is_refused_and_not_overwritten() throws Exception {
    var file = dir.resolve("master.key");
    Files.writeString(file, "secret\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> MasterKey.fileIn(dir)).hasMessageContaining("holds no key");
    assertThat(Files.readString(file)).isEqualTo("secret\n");
  }

  @Test
  void the_environment_comes_before_the_file() throws Exception {
    var key = MasterKey.of(Map.of(MasterKey.VARIABLE, TEXT), dir);
    assertThat(key.key().getEncoded()).containsOnly(0);
    assertThat(Files.list(dir)).isEmpty();
  }

  @Test
  void a_short_key_in_the_environment_is_refused() {
    assertThatThrownBy(() -> MasterKey.of(Map.of(MasterKey.VARIABLE, "c2hvcnQ="), dir))
        .hasMessageContaining(MasterKey.VARIABLE);
  }
}
