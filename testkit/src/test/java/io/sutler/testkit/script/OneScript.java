package io.sutler.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Failure;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.testkit.Bundles;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A component of one script, for tests that write the script. */
class OneScript {
  @TempDir Path directory = Path.of("/");
  RegionView region = Views.region("unset", Path.of("/"));
  Driver driver = new ScriptDrivers().get();
  TestLog log = new TestLog();
  Views component = Views.component("script", "thing", region, Path.of("/"));

  @BeforeEach
  void begin() {
    use(directory);
  }

  void use(Path place) {
    region = Views.region(Views.INSTALLATION, place.resolve("data"));
    component =
        Views.component("script", "thing", region, place.resolve("bundle"))
            .inputs(Map.of("script", "bin/deploy"));
  }

  @AfterEach
  void nothing_is_left_running() {
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  void script(String body) {
    Bundles.script(component.view().bundle(), "deploy", body);
  }

  Progress apply() throws InterruptedException {
    return driver.apply(component.view(), log);
  }

  Progress.Done done() throws InterruptedException {
    var progress = apply();
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return (Progress.Done) progress;
  }

  Failure failed() throws InterruptedException {
    var progress = apply();
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }
}
