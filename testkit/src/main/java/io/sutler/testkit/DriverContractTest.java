package io.sutler.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.OwnerTag;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every driver must hold to, against the real thing. Extend it, and say how your driver's
 * smallest component is made, seen and broken from outside, by other means than your driver's.
 */
public abstract class DriverContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the last step of each component gave, as control would record it. */
  private static final Map<OwnerTag, String> HANDLES = new ConcurrentHashMap<>();

  @TempDir protected Path directory;
  protected RegionView region = Views.region("unset", Path.of("/"));

  @BeforeEach
  void begin() {
    region = Views.region(Views.INSTALLATION, directory.resolve("data"));
  }

  /** A class whose objects make fresh drivers, each as after a restart of Sutler. */
  protected abstract Class<? extends Supplier<Driver>> drivers();

  /** A small component of one thing, in colour {@code red}; a new one at each call. */
  protected abstract Views component(RegionView in);

  /** The same, to be {@code blue}. */
  protected abstract Views changed(Views component);

  /** The same, but a step that applies it takes at least three seconds. */
  protected abstract Views slow(Views component);

  /** Counts the real things of a component that stand there. */
  protected abstract int things(Views component);

  /** The colour that the real thing shows. */
  protected abstract String colour(Views component);

  /** Breaks the real thing behind the driver's back. */
  protected abstract void breakIt(Views component);

  /** Whether a step that applies it is in the middle of its work. */
  protected boolean begun(Views component) {
    return !TaggedProcesses.of(component.view().owner()).isEmpty();
  }

  protected Driver driver() {
    try {
      return drivers().getDeclaredConstructor().newInstance().get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  protected static Progress.Done apply(Driver driver, Views component) throws InterruptedException {
    var progress = driver.apply(component.view(), new TestLog());
    assertThat(progress).isInstanceOf(Progress.Done.class);
    var done = (Progress.Done) progress;
    done.handle().ifPresent(handle -> HANDLES.put(component.view().owner(), handle));
    return done;
  }

  protected static Observation observe(Driver driver, Views before) throws InterruptedException {
    var component = before.handle(Optional.ofNullable(HANDLES.get(before.view().owner())));
    return driver.observe(component.view(), () -> driver.look(component.view().region()));
  }

  protected static List<Sight.Found> found(Driver driver, Views component)
      throws InterruptedException {
    return driver.look(component.view().region()).found().stream()
        .filter(f -> f.owner().equals(component.view().owner()))
        .toList();
  }

  private static boolean isWell(Observation seen) {
    return seen instanceof Observation.Present present
        && present.drift().isEmpty()
        && present.members().stream().allMatch(m -> m.state() == MemberState.UP);
  }

  @Test
  void sees_nothing_before_it_makes_anything() throws Exception {
    var component = component(region);
    assertThat(observe(driver(), component)).isInstanceOf(Observation.Absent.class);
    assertThat(found(driver(), component)).isEmpty();
  }

  @Test
  void makes_a_thing_and_sees_it() throws Exception {
    var component = component(region);
    var driver = driver();
    apply(driver, component);
    assertThat(things(component)).isOne();
    assertThat(colour(component)).isEqualTo("red");
    assertThat(observe(driver, component.applied())).matches(DriverContractTest::isWell);
    assertThat(found(driver, component)).isNotEmpty();
  }

  @Test
  void applying_twice_makes_one_thing() throws Exception {
    var component = component(region);
    var driver = driver();
    apply(driver, component);
    apply(driver, component.applied());
    apply(driver(), component.applied());
    assertThat(things(component)).isOne();
  }

  @Test
  void changes_the_thing_that_is_there() throws Exception {
    var component = component(region);
    apply(driver(), component);
    var changed = changed(component.applied());
    apply(driver(), changed);
    assertThat(colour(component)).isEqualTo("blue");
    assertThat(things(component)).isOne();
    assertThat(observe(driver(), changed.applied())).matches(DriverContractTest::isWell);
  }

  @Test
  void notices_what_broke_and_repairs_it() throws Exception {
    var component = component(region);
    apply(driver(), component);
    breakIt(component);
    assertThat(observe(driver(), component.applied())).matches(seen -> !isWell(seen));
    apply(driver(), component.applied());
    assertThat(things(component)).isOne();
    assertThat(observe(driver(), component.applied())).matches(DriverContractTest::isWell);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10, 20, 40, 80, 160, 320, 1000})
  void takes_up_again_what_a_killed_sutler_began(int millis) throws Exception {
    var component = slow(component(region));
    try (var other = ApplyUntilKilled.start(drivers(), component.view(), directory)) {
      assertThat(other.ended(millis)).isFalse();
    }
    apply(driver(), component);
    assertThat(things(component)).isOne();
    assertThat(observe(driver(), component.applied())).matches(DriverContractTest::isWell);
  }

  @Test
  void removes_all_of_it_also_twice() throws Exception {
    var component = component(region);
    apply(driver(), component);
    for (int turn = 0; turn < 2; turn++) {
      assertThat(driver().remove(component.applied().view(), new TestLog()))
          .isInstanceOf(Progress.Done.class);
    }
    assertThat(things(component)).isZero();
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
    assertThat(found(driver(), component)).isEmpty();
    assertThat(component.view().workspace()).doesNotExist();
    assertThat(component.view().storage()).doesNotExist();
  }

  @Test
  void finds_and_sweeps_a_ghost() throws Exception {
    var component = component(region);
    apply(driver(), component);
    var driver = driver();
    for (var ghost : found(driver, component)) {
      assertThat(driver.sweep(ghost, region, new TestLog())).isInstanceOf(Progress.Done.class);
    }
    assertThat(found(driver, component)).isEmpty();
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  @Test
  void leaves_the_things_of_another_installation_alone() throws Exception {
    var component = component(region);
    apply(driver(), component);
    var other = Views.region("sutler-b", region.data());
    var driver = driver();
    assertThat(driver.look(other).found())
        .noneMatch(f -> f.owner().installation().equals(Views.INSTALLATION));
    for (var theirs : found(driver, component)) {
      assertThat(driver.sweep(theirs, other, new TestLog())).isInstanceOf(Progress.Failed.class);
    }
    assertThat(things(component)).isOne();
  }

  @Test
  void cancelling_leaves_nothing_running_that_the_step_started() throws Exception {
    var component = slow(component(region));
    var ended = new AtomicReference<Object>("not yet");
    var driver = driver();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ended.set(driver.apply(component.view(), new TestLog()));
              } catch (InterruptedException e) {
                ended.set(e);
              }
            });
    await().atMost(PATIENCE).until(() -> begun(component));
    thread.interrupt();
    assertThat(thread.join(PATIENCE)).isTrue();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  @Test
  void a_step_ends_at_its_deadline_and_leaves_nothing_running() throws Exception {
    var component = slow(component(region)).within(Duration.ofSeconds(1));
    var progress = driver().apply(component.view(), new TestLog());
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }
}
