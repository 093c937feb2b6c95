package io.sutler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSettingsTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/mira", "HOSTNAME", "box");
  @TempDir Path dir;

  private static Settings read(Map<String, String> environment, String... line) {
    return ReadSettings.from(Arguments.of(List.of(line)), environment);
  }

  @Test
  void nothing_needs_to_be_said() {
    var settings = read(HOME);
    assertThat(settings.data()).isEqualTo(Path.of("/home/mira/.local/share/sutler"));
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().requestsPerSecond()).isEqualTo(10_000);
    assertThat(settings.postgres()).isEmpty();
    assertThat(settings.place()).isEqualTo("box");
    assertThat(settings.name()).isEqualTo("box");
    assertThat(settings.loop())
        .isEqualTo(new Settings.Loop(Duration.ofMinutes(10), Duration.ofSeconds(15), 2000, 32));
  }

  @Test
  void every_key_reaches_its_place() {
    var settings =
        read(
            HOME,
            "--data=/d",
            "--host",
            "0.0.0.0",
            "--port",
            "9",
            "--store",
            "jdbc:postgresql://db/s",
            "--store-user",
            "u",
            "--store-password",
            "p",
            "--place",
            "here",
            "--name",
            "n1",
            "--catalog",
            "/c",
            "--resync",
            "1m",
            "--lease",
            "30s",
            "--passes",
            "5",
            "--steps-per-project",
            "6",
            "--rate",
            "7");
    assertThat(settings.data()).isEqualTo(Path.of("/d"));
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.http().port()).isEqualTo(9);
    assertThat(settings.http().requestsPerSecond()).isEqualTo(7);
    assertThat(settings.postgres())
        .contains(new Settings.Postgres("jdbc:postgresql://db/s", "u", "p"));
    assertThat(settings.place()).isEqualTo("here");
    assertThat(settings.name()).isEqualTo("n1");
    assertThat(settings.catalog()).isEqualTo(Path.of("/c"));
    assertThat(settings.loop())
        .isEqualTo(new Settings.Loop(Duration.ofMinutes(1), Duration.ofSeconds(30), 5, 6));
  }

  @Test
  void the_command_line_is_stronger_than_the_environment_and_that_than_the_file() throws Exception {
    var file = Files.writeString(dir.resolve("sutler.yaml"), "port: 1\nplace: a\nname: a\n");
    var environment =
        Map.of(
            "HOME",
            "/h",
            "SUTLER_CONFIG",
            file.toString(),
            "SUTLER_PLACE",
            "b",
            "SUTLER_NAME",
            "b");
    var settings = read(environment, "--name", "c");
    assertThat(settings.http().port()).isEqualTo(1);
    assertThat(settings.place()).isEqualTo("b");
    assertThat(settings.name()).isEqualTo("c");
  }

  @Test
  void an_address_may_be_given_in_one() {
    var settings = read(HOME, "--listen", "10.0.0.1:81");
    assertThat(settings.http().host()).isEqualTo("10.0.0.1");
    assertThat(settings.http().port()).isEqualTo(81);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() throws Exception {
    var file = Files.writeString(dir.resolve("sutler.yaml"), "prot: 1\n");
    assertThatThrownBy(() ->
            read(
                HOME,
                "--config",
                file.toString(),
                "--port",
                "70000",
                "--resync",
                "soon",
                "--store",
                "mysql://x",
                "--nonsense",
                "1",
                "--rate"))
        .isInstanceOfSatisfying(
            CannotStart.class,
            failed -> {
              assertThat(failed.exitCode()).isEqualTo(2);
              assertThat(failed.sentence().lines())
                  .hasSize(6)
                  .anyMatch(s -> s.contains("'prot'"))
                  .anyMatch(s -> s.contains("'nonsense'"))
                  .anyMatch(s -> s.contains("70000"))
                  .anyMatch(s -> s.contains("'soon'"))
                  .anyMatch(s -> s.contains("jdbc:postgresql"))
                  .anyMatch(s -> s.contains("--rate needs a value"));
            });
  }

  @Test
  void a_password_is_not_printed() {
    var settings = read(HOME, "--store", "jdbc:postgresql://db/s", "--store-password", "hidden");
    assertThat(settings.toString()).doesNotContain("hidden");
  }
}
