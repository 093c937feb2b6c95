package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorCheckTest {
  private static final Context CONTEXT =
      new Context(Optional.empty(), Trust.OPERATOR, PlansForTests.DRIVERS, Optional.empty());
  @TempDir Path directory;

  private List<String> faults() {
    return AuthorCheck.check(directory, CONTEXT).stream()
        .map(f -> f.pointer() + " " + f.message())
        .toList();
  }

  @Test
  void programs_that_cannot_run_are_told_together_with_the_plans_faults() throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.writeString(directory.resolve("bin/a"), "echo hello\n");
    Files.writeString(directory.resolve("bin/b"), "#!/bin/bash\r\necho\r\n");
    Files.writeString(directory.resolve("bin/c"), "#!/bin/bash\necho\n");
    Files.writeString(directory.resolve("plan.yaml"), "kind: Plan\nname: x\n");
    assertThat(faults())
        .anyMatch(f -> f.startsWith("plan.yaml:1 "))
        .anyMatch(f -> f.startsWith("bin/a:1 ") && f.contains("#!"))
        .anyMatch(f -> f.startsWith("bin/b:1 ") && f.contains("line ends"))
        .noneMatch(f -> f.startsWith("bin/c"));
  }

  @Test
  void a_directory_that_is_no_bundle_is_told() throws IOException {
    assertThat(faults()).isNotEmpty();
    Files.writeString(directory.resolve("x"), "");
    assertThat(faults()).singleElement().asString().contains("no plan.yaml");
  }

  @Test
  void plans_that_are_used_need_not_be_there_to_check_a_directory() throws IOException {
    Files.writeString(
        directory.resolve("plan.yaml"),
        PlansForTests.headed(
            """
            components:
              a: { use: elsewhere@1, with: { x: 1 } }
              b: { driver: servers, with: { count: 1, tags: "${a.url}" } }
              c: { driver: servers, with: { count: 1, tags: "${a.url + 'x'}" } }
            """));
    assertThat(faults()).isEmpty();
  }

  @Test
  void the_new_plans_script_does_what_it_says() throws Exception {
    var plan = directory.resolve("plan");
    AuthorCheck.init(plan, "my-service");
    Files.writeString(directory.resolve("params.sh"), "PARAM_GREETING='it'\\''s $(id)'\n");
    assertThat(run(plan, "observe")).isEqualTo(3);
    assertThat(run(plan, "remove")).isZero();
    assertThat(run(plan, "install")).isZero();
    assertThat(run(plan, "install")).isZero();
    assertThat(directory.resolve("storage/greeting")).hasContent("it's $(id)");
    assertThat(directory.resolve("outputs")).content().contains("\"message\"");
    assertThat(run(plan, "observe")).isZero();
    Files.writeString(directory.resolve("storage/greeting"), "other");
    assertThat(run(plan, "observe")).isEqualTo(4);
    assertThat(run(plan, "remove")).isZero();
    assertThat(run(plan, "observe")).isEqualTo(3);
  }

  private int run(Path plan, String phase) throws Exception {
    var builder = new ProcessBuilder(plan.resolve("bin/deploy.sh").toString());
    builder.environment().put("DEPLOY_PHASE", phase);
    builder.environment().put("SUTLER_PARAMS_SH", directory.resolve("params.sh").toString());
    builder.environment().put("SUTLER_STORAGE", directory.resolve("storage").toString());
    builder.environment().put("SUTLER_OUTPUTS", directory.resolve("outputs").toString());
    var process = builder.redirectErrorStream(true).start();
    process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void a_new_plan_overwrites_nothing() throws IOException {
    Files.writeString(directory.resolve("mine"), "x");
    assertThatThrownBy(() -> AuthorCheck.init(directory, "my-service"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not empty");
    assertThatThrownBy(() -> AuthorCheck.init(directory.resolve("new"), "../x"))
        .hasMessageContaining("no valid name");
    assertThat(directory.resolve("new")).doesNotExist();
    assertThat(Files.readString(directory.resolve("mine"), StandardCharsets.UTF_8)).isEqualTo("x");
  }
}
