package io.sutler.testkit.process;

import static org.awaitility.Awaitility.await;

import io.sutler.domain.CheckSpec;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.testkit.Bundles;
import io.sutler.testkit.DriverContractTest;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class ProcessContractTest extends DriverContractTest {
  private final List<Views> made = new ArrayList<>();

  @AfterEach
  void leave_nothing() throws InterruptedException {
    for (var component : made) {
      driver().remove(component.view(), new TestLog());
    }
  }

  @Override
  protected Class<? extends Supplier<Driver>> drivers() {
    return ProcessDrivers.class;
  }

  @Override
  protected Views component(RegionView in) {
    var bundle = directory.resolve("bundle");
    Bundles.script(
        bundle,
        "run",
        """
        echo "$PARAM_COLOUR" >"$SUTLER_STORAGE/colour"
        sleep "${PARAM_BEFORE:-0}"
        exec sh -c ': >"$SUTLER_WORKSPACE/answers"; exec tail -f /dev/null'
        """);
    Bundles.script(bundle, "prepare", "rm -f \"$SUTLER_WORKSPACE/answers\"\n");
    Bundles.script(bundle, "answers", "test -e \"$SUTLER_WORKSPACE/answers\"\n");
    var component =
        Views.component("process", "web", in, bundle)
            .inputs(
                Map.of(
                    "command", List.of("bin/run"),
                    "prepare", List.of("bin/prepare"),
                    "settings", Map.of("colour", "red")))
            .ready(
                new CheckSpec(
                    List.of("bin/answers"), Duration.ofSeconds(30), Duration.ofMillis(50)));
    made.add(component);
    return component;
  }

  @Override
  protected Views changed(Views component) {
    return component.input("settings", Map.of("colour", "blue"));
  }

  @Override
  protected Views slow(Views component) {
    return component.input("settings", Map.of("colour", "red", "before", 3));
  }

  @Override
  protected int things(Views component) {
    return TaggedProcesses.of(component.view().owner(), "tail").size();
  }

  @Override
  protected String colour(Views component) {
    try {
      return Files.readString(component.view().storage().resolve("colour")).strip();
    } catch (IOException e) {
      return "none";
    }
  }

  @Override
  protected void breakIt(Views component) {
    for (long pid : TaggedProcesses.of(component.view().owner(), "tail")) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    await().until(() -> things(component) == 0);
  }
}
