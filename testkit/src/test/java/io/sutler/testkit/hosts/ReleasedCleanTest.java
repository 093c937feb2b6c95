package io.sutler.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sutler.domain.Blame;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a region does to a host that is given back, before anybody else may have it. */
class ReleasedCleanTest {
  private static final String ANSIBLE = "ansible-playbook";

  @TempDir private Path directory;
  private Path dirt;

  @BeforeEach
  void dirty() throws Exception {
    dirt = Files.writeString(directory.resolve("dirt"), "left by a playbook");
  }

  private RegionView region(String setting, String text) {
    return LocalHosts.region(directory, "sutler-a", 1, Map.of(setting, text));
  }

  private static Views leased(RegionView region) throws InterruptedException {
    var component =
        Views.component("servers", "node", region, region.data()).inputs(Map.of("count", 1));
    var progress = new LocalHosts().get().apply(component.view(), new TestLog());
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return component.applied().handle(((Progress.Done) progress).handle());
  }

  private static Progress given(Views component) throws InterruptedException {
    return LocalHosts.hasty().remove(component.view(), new TestLog());
  }

  private void staysLeased(Progress progress, String sentence) {
    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("release-failed");
              assertThat(failed.failure().blame()).isEqualTo(Blame.PROVIDER);
              assertThat(failed.failure().message()).contains("which stays leased", sentence);
            });
    assertThat(LocalHosts.of(directory, "lease")).hasSize(1);
  }

  private String plays(String task) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, ANSIBLE))),
        "no ansible-playbook is on the path");
    return "- hosts: all\n  gather_facts: false\n  tasks: [" + task + "]\n";
  }

  @Test
  void its_script_cleans_the_host() throws Exception {
    var component = leased(region("release", "rm " + dirt + "; test -n \"$SUTLER_HOST\""));
    assertThat(dirt).exists();
    assertThat(given(component)).isInstanceOf(Progress.Done.class);
    assertThat(dirt).doesNotExist();
    assertThat(LocalHosts.of(directory, "lease")).isEmpty();
  }

  @Test
  void a_script_that_fails_keeps_the_host_from_everybody() throws Exception {
    staysLeased(given(leased(region("release", "echo the disk is busy; exit 3"))), "disk is busy");
  }

  @Test
  void its_playbook_cleans_the_host() throws Exception {
    var task = "{ file: { path: '" + dirt + "', state: absent }, when: sutler.phase == 'release' }";
    var component = leased(region("release_playbook", plays(task)));
    assertThat(dirt).exists();
    assertThat(given(component)).isInstanceOf(Progress.Done.class);
    assertThat(dirt).doesNotExist();
    assertThat(LocalHosts.of(directory, "lease")).isEmpty();
  }

  @Test
  void a_playbook_that_fails_keeps_the_host_from_everybody_and_may_be_mended() throws Exception {
    var component =
        leased(region("release_playbook", plays("{ fail: { msg: the disk is busy } }")));
    staysLeased(given(component), ": the disk is busy");
    var mended =
        region("release_playbook", plays("{ file: { path: '" + dirt + "', state: absent } }"));
    assertThat(given(component.at(mended))).isInstanceOf(Progress.Done.class);
    assertThat(dirt).doesNotExist();
    assertThat(LocalHosts.of(directory, "lease")).isEmpty();
  }

  @Test
  void what_is_no_playbook_is_refused_with_the_setting_and_never_played() throws Exception {
    var cloud = new LocalHosts().get();
    for (var text :
        new String[] {"", "[]", "- just words", "a: {b: c}", "- [unclosed", "!!java.io.File [x]"}) {
      assertThat(cloud.faults(region("release_playbook", text).region()))
          .as(text)
          .singleElement()
          .satisfies(
              f -> assertThat(f).startsWith("settings.release_playbook: this is no playbook"));
    }
    var play = "- hosts: all\n";
    assertThat(cloud.faults(region("release_playbook", play).region())).isEmpty();
    assertThat(cloud.faults(region("release_playbook", play + "#".repeat(1 << 16)).region()))
        .singleElement()
        .satisfies(f -> assertThat(f).contains("at most 64 KiB"));
  }
}
