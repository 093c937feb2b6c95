package io.sutler.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.OperationSpec;
import io.sutler.domain.OutputSpec;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.testkit.Bundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptOperationTest extends OneScript {
  private static OperationView backup(String id, boolean repeatable) {
    return new OperationView(
        id,
        "backup",
        new OperationSpec(
            "thing",
            List.of("bin/backup", "an argument"),
            Map.of(),
            repeatable,
            false,
            Map.of("file", new OutputSpec("backup", false, true)),
            Duration.ofMinutes(1)),
        Map.of("label", "it's"));
  }

  private Progress run(OperationView operation) throws InterruptedException {
    return new ScriptDrivers().get().operate(operation, component.view(), log);
  }

  private Path storage() {
    return component.view().storage();
  }

  private void counting(String rest) {
    Bundles.script(
        component.view().bundle(),
        "backup",
        """
        . "$SUTLER_PARAMS_SH"
        echo "$1 $DEPLOY_PHASE $DEPLOY_OPERATION $PARAM_OPERATION_LABEL" >>"$SUTLER_STORAGE/runs"
        echo '{"file": "f"}' >"$SUTLER_OUTPUTS"
        """
            + rest);
  }

  @Test
  void it_runs_once_for_an_id_and_tells_its_result_again() throws Exception {
    counting("");
    for (int turn = 0; turn < 3; turn++) {
      assertThat(run(backup("01", false))).isEqualTo(new Progress.Done(Map.of("file", "f")));
    }
    assertThat(storage().resolve("runs")).hasContent("an argument operate backup it's");
    run(backup("02", false));
    assertThat(Files.readAllLines(storage().resolve("runs"))).hasSize(2);
  }

  @Test
  void one_that_failed_and_may_not_be_repeated_is_not() throws Exception {
    counting("exit 1\n");
    assertThat(run(backup("01", false))).isInstanceOf(Progress.Failed.class);
    assertThat(run(backup("01", false))).isInstanceOf(Progress.Failed.class);
    assertThat(Files.readAllLines(storage().resolve("runs"))).hasSize(1);
    assertThat(run(backup("02", true))).isInstanceOf(Progress.Failed.class);
    assertThat(run(backup("02", true))).isInstanceOf(Progress.Failed.class);
    assertThat(Files.readAllLines(storage().resolve("runs"))).hasSize(3);
  }

  @Test
  void one_that_was_cut_off_and_may_not_be_repeated_asks_a_person_to_look() throws Exception {
    counting("");
    run(backup("01", false));
    var control = component.view().workspace().resolve(".sutler/operations/01");
    Files.delete(control.resolve("exit"));
    assertThat(run(backup("01", false)))
        .isInstanceOfSatisfying(
            Progress.Failed.class, f -> assertThat(f.failure().code()).isEqualTo("cut-off"));
    assertThat(Files.readAllLines(storage().resolve("runs"))).hasSize(1);
  }

  @Test
  void an_id_is_never_a_path() throws Exception {
    counting("");
    assertThat(run(backup("../../../../escaped", false))).isInstanceOf(Progress.Done.class);
    try (var files = Files.walk(directory)) {
      assertThat(files).noneMatch(f -> f.toString().contains("escaped"));
    }
  }
}
