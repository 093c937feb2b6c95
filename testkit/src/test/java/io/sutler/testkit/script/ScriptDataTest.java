package io.sutler.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Observation;
import io.sutler.domain.OutputSpec;
import io.sutler.json.Json;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptDataTest extends OneScript {
  private static final OutputSpec REQUIRED = new OutputSpec("setting", false, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch pwned)",
        "`touch pwned`",
        "'; touch pwned; '",
        "\"; touch pwned; \"",
        "two\nlines\n",
        "  spaces  ",
        "\\",
        "'",
        "${secrets.x}",
        "-n",
        "ünïcödé \uD83D\uDE80",
        ""
      })
  void a_value_arrives_as_it_is_and_is_never_run(String value) throws Exception {
    script(
        """
        printf %s "$PARAM_THE_VALUE" >"$SUTLER_STORAGE/environment"
        unset PARAM_THE_VALUE
        . "$SUTLER_PARAMS_SH"
        printf %s "$PARAM_THE_VALUE" >"$SUTLER_STORAGE/shell"
        cp "$SUTLER_PARAMS" "$SUTLER_STORAGE/json"
        """);
    component = component.input("settings", Map.of("the-value", value));
    done();
    var storage = component.view().storage();
    assertThat(Files.readString(storage.resolve("environment"))).isEqualTo(value);
    assertThat(Files.readString(storage.resolve("shell"))).isEqualTo(value);
    assertThat(Json.object(Files.readString(storage.resolve("json"))))
        .isEqualTo(Map.of("the-value", value));
    try (var files = Files.walk(directory)) {
      assertThat(files).noneMatch(f -> f.endsWith("pwned"));
    }
  }

  @Test
  void two_may_look_at_the_same_time() throws Exception {
    script("[ $DEPLOY_PHASE != observe ] || { sleep 0.1; echo another colour; exit 4; }\n");
    component = component.input("observe", true);
    done();
    component = component.applied();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var looks =
          Collections.nCopies(
              6,
              (Callable<Observation>)
                  () -> driver.observe(component.view(), () -> driver.look(region)));
      for (var look : threads.invokeAll(looks)) {
        assertThat(look.get())
            .isInstanceOfSatisfying(
                Observation.Present.class,
                seen -> assertThat(seen.drift()).containsExactly("another colour"));
      }
    }
  }

  @Test
  void values_too_long_for_the_environment_arrive_by_file() throws Exception {
    script("wc -c <\"$SUTLER_PARAMS\" | tr -d '\\n'\n");
    component = component.input("settings", Map.of("long", "x".repeat(3_000_000)));
    done();
    assertThat(log.output()).isEqualTo("3000011");
  }

  @Test
  void secrets_are_in_the_parameter_files_alone_and_these_go_with_the_step() throws Exception {
    script(
        """
        . "$SUTLER_PARAMS_SH"
        [ "$PARAM_PASSWORD" = hunter2-secret ] || exit 1
        unset PARAM_PASSWORD
        ! env | grep -q hunter2 || exit 2
        ! tr '\\0' ' ' </proc/$$/cmdline | grep -q hunter2 || exit 3
        stat -c %a "$SUTLER_PARAMS" "$SUTLER_PARAMS_SH"
        """);
    component =
        component
            .input("settings", Map.of("password", "hunter2-secret", "url", "x:hunter2-secret@y"))
            .secrets(Set.of("hunter2-secret"));
    done();
    assertThat(log.output()).isEqualTo("600\n600\n");
    try (var files = Files.walk(region.data())) {
      assertThat(files.filter(Files::isRegularFile))
          .noneSatisfy(f -> assertThat(Files.readString(f)).contains("hunter2"));
    }
  }

  @Test
  void the_environment_holds_what_is_promised_and_nothing_else() throws Exception {
    script("env -0 | tr '\\0\\n' '\\n ' | sed 's/=.*//'\n");
    component = component.input("settings", Map.of("colour", "red"));
    done();
    assertThat(log.output().lines())
        .allMatch(name ->
            name.matches("PATH|HOME|LANG|TMPDIR|PWD|OLDPWD|SHLVL|_")
                || name.matches("(SUTLER|DEPLOY|PARAM|PORT)_[A-Z_]+"))
        .contains("PATH", "HOME", "LANG", "TMPDIR", "DEPLOY_PHASE", "PARAM_COLOUR")
        .contains("SUTLER_OWNER", "SUTLER_STEP", "SUTLER_PROJECT", "SUTLER_DEPLOYMENT")
        .contains("SUTLER_COMPONENT", "SUTLER_PARAMS", "SUTLER_PARAMS_SH", "SUTLER_OUTPUTS")
        .contains("SUTLER_STORAGE", "SUTLER_WORKSPACE", "SUTLER_BUNDLE", "SUTLER_CACHE")
        .contains("SUTLER_JAVA", "SUTLER_LIB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "quote'\"d", "$HOME", "a;b&c", "new\nline", "ünï", "*"})
  void paths_may_have_odd_characters(String name) throws Exception {
    use(Files.createDirectories(directory.resolve(name)));
    script("pwd >\"$SUTLER_STORAGE/here\"\nprintf '{\"a\": 1}' >\"$SUTLER_OUTPUTS\"\n");
    component = component.output("a", REQUIRED);
    assertThat(done().outputs()).isEqualTo(Map.of("a", 1L));
    assertThat(Files.readString(component.view().storage().resolve("here")))
        .isEqualTo(component.view().workspace() + "\n");
  }

  @Test
  void outputs_are_given_and_undeclared_ones_left_out() throws Exception {
    script("echo '{\"a\": \"1\", \"b\": [1, {\"c\": true}], \"x\": 2}' >\"$SUTLER_OUTPUTS\"\n");
    component =
        component.output("a", REQUIRED).output("b", new OutputSpec("setting", false, false));
    assertThat(done().outputs()).isEqualTo(Map.of("a", "1", "b", List.of(1L, Map.of("c", true))));
    assertThat(log.notes()).anyMatch(n -> n.contains("'x' is not declared"));
  }

  @Test
  void success_without_a_declared_output_is_a_failure_that_is_tried_anew() throws Exception {
    script("exit 0\n");
    component = component.output("url", REQUIRED);
    var failure = failed();
    assertThat(failure.code()).isEqualTo("missing-outputs");
    assertThat(failure.blame()).isEqualTo(Blame.USER);
    assertThat(failure.message()).contains("url");
    script("echo '{\"url\": \"http://here\"}' >\"$SUTLER_OUTPUTS\"\n");
    assertThat(done().outputs()).containsEntry("url", "http://here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo '{\"a\": 1'",
        "echo '[1]'",
        "echo '{\"a\": 1, \"a\": 2}'",
        "echo '{\"a\": 1} {}'",
        "printf '{\"a\": \"\\377\"}'",
        "printf '{\"a\": \"\\\\u0001x\"}'",
        "printf '{\"a\": \"'; head -c 3000000 /dev/zero | tr '\\0' x; printf '\"}'",
        "printf '%0500d' 0 | sed 's/0/{\"a\":/g'"
      })
  void outputs_that_are_no_small_json_object_are_a_failure(String printed) throws Exception {
    script("{ " + printed + "; } >\"$SUTLER_OUTPUTS\"\n");
    component = component.output("a", REQUIRED);
    var failure = failed();
    assertThat(failure.code()).isEqualTo("bad-outputs");
    assertThat(failure.blame()).isEqualTo(Blame.USER);
  }

  @Test
  void outputs_that_are_a_directory_are_a_failure() throws Exception {
    script("mkdir \"$SUTLER_OUTPUTS\"\n");
    component = component.output("a", REQUIRED);
    assertThat(failed().code()).isEqualTo("bad-outputs");
  }

  @Test
  void files_of_the_step_are_for_their_owner_alone() throws Exception {
    script("find \"$SUTLER_WORKSPACE\" \"$SUTLER_STORAGE\" ! -type l -perm /077\n");
    done();
    assertThat(log.output().lines().filter(line -> !line.endsWith("/main"))).isEmpty();
  }
}
