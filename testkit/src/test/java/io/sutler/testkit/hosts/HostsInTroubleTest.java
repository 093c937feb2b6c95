package io.sutler.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Blame;
import io.sutler.domain.Finding;
import io.sutler.domain.Observation;
import io.sutler.domain.Region;
import io.sutler.domain.RunState;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that many want, that do not answer, and that a region no longer names. */
class HostsInTroubleTest {
  @TempDir private Path directory;

  private static Views component(RegionView region, Map<String, Object> inputs) {
    return Views.component("servers", "node", region, region.data()).inputs(inputs);
  }

  private static Progress apply(Views component) throws InterruptedException {
    return new LocalHosts().get().apply(component.view(), new TestLog());
  }

  private static String failure(Progress progress) {
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure().message();
  }

  private static Views done(Views component) throws InterruptedException {
    var progress = apply(component);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return component.applied().handle(((Progress.Done) progress).handle());
  }

  /** One host of this machine, and one at a port where nobody listens. */
  private RegionView withSilentHost(String silent) {
    var hosts =
        List.<Map<String, Object>>of(
            Map.of("name", "a", "connection", "local", "marker", directory + "/hosts/a"),
            Map.of("name", "b", "connection", "local", "marker", directory + "/hosts/b"));
    var all = new ArrayList<Map<String, Object>>();
    for (var host : hosts) {
      all.add(
          silent.equals(host.get("name"))
              ? Map.of("name", silent, "address", "127.0.0.1", "port", 1)
              : host);
    }
    return new RegionView(
        new Region("local", Optional.empty(), "hosts", "", Map.of("hosts", all), "", false, 4),
        "sutler-a",
        directory.resolve("data"),
        () -> Map.of("password", "not a secret"));
  }

  @Test
  void many_who_want_the_same_few_hosts_never_share_one() throws Exception {
    var wanting = new ArrayList<Callable<Progress>>();
    for (int i = 0; i < 9; i++) {
      var region = LocalHosts.region(directory, "sutler-" + i % 3, 2);
      wanting.add(() -> apply(component(region, Map.of("count", 1))));
    }
    int got = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var end : threads.invokeAll(wanting)) {
        switch (end.get()) {
          case Progress.Done _ -> got++;
          case Progress.Failed failed ->
              assertThat(failed.failure().blame()).isEqualTo(Blame.CAPACITY);
          case Progress.Waiting waiting -> throw new AssertionError(waiting);
        }
      }
    }
    assertThat(got).isEqualTo(4);
    assertThat(LocalHosts.of(directory, "lease")).hasSize(4);
  }

  @Test
  void what_was_given_back_is_as_before_and_given_out_again() throws Exception {
    var region = LocalHosts.region(directory, "sutler-a", 1);
    var first = done(component(region, Map.of("count", 2)));
    assertThat(failure(apply(component(region, Map.of("count", 1)))))
        .isEqualTo("no host of region local is free for node-0: blue-0, red-0 is leased already");
    new LocalHosts().get().remove(first.view(), new TestLog());
    assertThat(directory.resolve("hosts")).isEmptyDirectory();
    done(component(region, Map.of("count", 2)));
  }

  @Test
  void a_host_that_is_silent_hinders_nobody_who_has_another() throws Exception {
    var region = withSilentHost("b");
    var component = done(component(region, Map.of("count", 1)));
    assertThat(LocalHosts.of(directory, "lease")).containsExactly("a");
    var driver = new LocalHosts().get();
    assertThat(driver.observe(component.view(), () -> driver.look(region)))
        .isInstanceOf(Observation.Present.class);
    assertThat(failure(apply(component(region, Map.of("count", 1)))))
        .isEqualTo(
            "no host of region local is free for node-0: a is leased already; b does not answer or let us in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh", "none"})
  void of_a_member_whose_host_is_silent_nothing_is_concluded(String reach) throws Exception {
    var inputs = Map.<String, Object>of("count", 1, "reach", reach);
    var component = done(component(withSilentHost(""), inputs));
    var silent = withSilentHost("a");
    var later = component(silent, inputs).applied().handle(component.view().handle());
    var driver = LocalHosts.hasty();
    assertThat(driver.observe(later.view(), () -> driver.look(silent)))
        .isInstanceOfSatisfying(
            Observation.Unknown.class,
            unknown -> assertThat(unknown.toString()).contains("a does not answer at 127.0.0.1"));
    assertThat(failure(driver.apply(later.view(), new TestLog()))).contains("a does not answer");
    assertThat(failure(driver.remove(later.view(), new TestLog()))).contains("a does not answer");
    assertThat(LocalHosts.of(directory, "lease")).containsExactly("a");
  }

  @Test
  void hosts_are_not_switched_off() throws Exception {
    var region = LocalHosts.region(directory, "sutler-a", 1);
    var component = done(component(region, Map.of("count", 1)));
    assertThat(failure(apply(component.runState(RunState.STOPPED))))
        .contains("are not Sutler's to switch off");
  }

  @Test
  void a_host_that_cannot_be_made_ready_is_tried_again_and_then_says_why() throws Exception {
    var inTheWay = Files.writeString(directory.resolve("file"), "no directory");
    var region = LocalHosts.region(directory, "sutler-a", 1, Map.of("disks", inTheWay + "/disks"));
    var disk = Map.of("name", "data", "size", "1GiB", "mount", "/srv/of-no-test");
    var component = component(region, Map.of("count", 1, "disks", List.of(disk)));
    assertThat(failure(LocalHosts.hasty().apply(component.view(), new TestLog())))
        .startsWith("blue-0 did not do 'prepare'");
    Files.delete(inTheWay);
    assertThat(LocalHosts.of(directory, "lease")).containsExactly("blue-0");
  }

  @Test
  void what_no_host_is_ends_as_the_users_turn_with_the_reasons() throws Exception {
    var region = LocalHosts.region(directory, "sutler-a", 1);
    assertThat(
            failure(
                apply(component(region, Map.of("settings", Map.of("labels", List.of("green")))))))
        .isEqualTo(
            "no host of region local is what node-0 asks for: blue-0, red-0 has no label green");
  }

  @Test
  void a_check_answers_each_question() throws Exception {
    var driver = new LocalHosts().get();
    var region = withSilentHost("b");
    done(component(region, Map.of("count", 1)));
    assertThat(driver.check(region))
        .extracting(Finding::question)
        .containsExactly(
            "hosts",
            "reachable",
            "host keys",
            "credentials",
            "rights",
            "room",
            "flavors",
            "images");
    assertThat(driver.check(region))
        .filteredOn(f -> !f.good())
        .singleElement()
        .satisfies(f -> assertThat(f.answer()).contains("b does not answer at 127.0.0.1 port 1"));
    assertThat(driver.check(region))
        .filteredOn(f -> f.question().equals("room"))
        .singleElement()
        .satisfies(f ->
            assertThat(f.answer())
                .isEqualTo("0 free, 1 leased by this region, 0 leased by others, 1 not known"));
  }

  @Test
  void a_file_that_is_no_lease_of_ours_keeps_a_host_taken() throws Exception {
    var region = LocalHosts.region(directory, "sutler-a", 1);
    for (var host : List.of("red-0", "blue-0")) {
      var file = LocalHosts.owner(directory, host);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "this one is Mira's");
    }
    assertThat(failure(apply(component(region, Map.of("count", 1))))).contains("leased already");
    assertThat(LocalHosts.of(directory, "Mira")).hasSize(2);
  }
}
