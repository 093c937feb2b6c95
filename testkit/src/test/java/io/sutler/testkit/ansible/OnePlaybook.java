package io.sutler.testkit.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Failure;
import io.sutler.domain.OutputSpec;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.Means;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A component of one playbook on this machine, for tests that write the playbook. */
class OnePlaybook {
  @TempDir Path directory = Path.of("/");
  Driver driver = new AnsibleDrivers().get();
  TestLog log = new TestLog();
  Views component = Views.component("ansible", "thing", unset(), Path.of("/"));

  private static RegionView unset() {
    return Views.region("unset", Path.of("/"));
  }

  @BeforeEach
  void begin() {
    var region = Views.region(Views.INSTALLATION, directory.resolve("data"));
    component =
        Views.component("ansible", "thing", region, directory.resolve("bundle"))
            .inputs(Map.of("playbook", "site.yml", "groups", Map.of("things", List.of(here()))));
  }

  /** In a region of these settings; the playbook tells the one output. */
  void inRegion(Map<String, Object> settings, Means means, String output) {
    var region = new Region("lab", Optional.empty(), "local", "here", settings, "", false, 4);
    component =
        Views.component(
                "ansible",
                "thing",
                new RegionView(region, Views.INSTALLATION, directory.resolve("data"), means),
                directory.resolve("bundle"))
            .inputs(Map.of("playbook", "site.yml", "groups", Map.of("things", List.of(here()))))
            .output(output, new OutputSpec("setting", false, true));
  }

  @AfterEach
  void nothing_is_left_running() {
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  static Map<String, Object> here() {
    return member("here", Map.of("connection", "local"));
  }

  static Map<String, Object> member(String name, Map<String, Object> facts) {
    return Map.of("name", name, "role", "", "facts", facts);
  }

  /** Tasks of one play over all machines, without their indentation. */
  void tasks(String tasks) {
    playbook(
        "- name: Play\n  hosts: all\n  gather_facts: false\n  tasks:\n"
            + tasks.stripTrailing().indent(4));
  }

  void playbook(String text) {
    file("site.yml", text);
  }

  void file(String name, String text) {
    try {
      Files.createDirectories(component.view().bundle());
      Files.writeString(component.view().bundle().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Progress.Done done() throws InterruptedException {
    var progress = driver.apply(component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return (Progress.Done) progress;
  }

  Failure failed() throws InterruptedException {
    var progress = driver.apply(component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }

  /** All files of the workspace as one text. */
  String workspace() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(component.view().workspace())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(file).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }
}
