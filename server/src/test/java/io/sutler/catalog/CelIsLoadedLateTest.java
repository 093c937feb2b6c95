package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CEL costs half a second and 50 MB: plans of plain paths must never pay for it. */
class CelIsLoadedLateTest {
  @TempDir Path directory;

  private boolean loadsCel(String tags) throws Exception {
    var log = directory.resolve("classes.log");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                CelIsLoadedLateTest.class.getName(),
                tags)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).isEqualTo("at 7");
    return Files.readString(log).contains("dev.cel.");
  }

  @Test
  void plain_paths_do_not_load_it_and_all_else_does() throws Exception {
    assertThat(loadsCel("at ${params.n}")).isFalse();
    assertThat(loadsCel("at ${params.n + 0}")).isTrue();
  }

  public static void main(String[] args) {
    var plan =
        PlansForTests.parse(
            PlansForTests.headed(
                "parameters: { n: { type: integer } }\ncomponents:\n  main: { driver: servers, with: { count: 1, tags: \""
                    + args[0]
                    + "\" } }\n"));
    System.out.println(InputsForTests.params(Map.of("n", 7L)).input(plan, "main", "tags"));
  }
}
