package io.sutler.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final RegionView REGION =
      new RegionView(
          new Region("east", Optional.empty(), "fake", "", Map.of(), "", false, 1),
          "sim",
          Path.of("/nowhere"));
  private final AtomicInteger looked = new AtomicInteger();
  private final Looks looks = new Looks(InstantSource.system());
  private volatile Runnable during = () -> {};

  @Test
  void a_sight_that_is_fresh_enough_is_given_again() throws InterruptedException {
    var first = looks.at(driver(), REGION, Duration.ZERO);
    assertThat(looks.at(driver(), REGION, Duration.ofHours(1))).isSameAs(first);
    assertThat(looks.at(driver(), REGION, Duration.ZERO)).isNotSameAs(first);
    assertThat(looked).hasValue(2);
  }

  @Test
  void a_look_that_throws_poisons_nothing() throws InterruptedException {
    during =
        () -> {
          throw new IllegalStateException("no route");
        };
    assertThatThrownBy(() -> looks.at(driver(), REGION, Duration.ZERO)).hasMessage("no route");
    during = () -> {};
    assertThat(looks.at(driver(), REGION, Duration.ofHours(1))).isNotNull();
    assertThat(looked).hasValue(2);
  }

  @Test
  void all_who_come_while_a_look_goes_on_share_the_next_one() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    during =
        () -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    try (var threads = Executors.newCachedThreadPool()) {
      var all = new ArrayList<Future<Sight>>();
      all.add(threads.submit(() -> looks.at(driver(), REGION, Duration.ZERO)));
      begun.await();
      var waiting = new CountDownLatch(8);
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(() -> {
              waiting.countDown();
              return looks.at(driver(), REGION, Duration.ofSeconds(30));
            }));
      }
      waiting.await();
      goOn.countDown();
      for (var one : all) {
        assertThat(one.get()).isNotNull();
      }
    }
    assertThat(looked.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void a_region_is_asked_for_again_once_it_is_older_than_wanted() {
    var asked = new AtomicInteger();
    var project = new ProjectId("p");
    Supplier<Optional<RegionView>> read =
        () -> {
          asked.incrementAndGet();
          return Optional.of(REGION);
        };
    assertThat(looks.region(project, "east", Duration.ZERO, read)).contains(REGION);
    assertThat(looks.region(project, "east", Duration.ofHours(1), read)).contains(REGION);
    assertThat(asked).hasValue(1);
    looks.region(project, "east", Duration.ZERO, read);
    looks.region(new ProjectId("other"), "east", Duration.ofHours(1), read);
    assertThat(asked).hasValue(3);
  }

  private Driver driver() {
    return (Driver)
        Proxy.newProxyInstance(
            Driver.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (_, method, _) -> {
              if (method.getName().equals("traits")) {
                return new DriverTraits("fake", Map.of(), false, false);
              }
              looked.incrementAndGet();
              during.run();
              return Sight.nothing(Instant.EPOCH);
            });
  }
}
