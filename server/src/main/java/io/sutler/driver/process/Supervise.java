package io.sutler.driver.process;

import io.sutler.domain.OwnerTag;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Marks;
import io.sutler.driver.RegionView;
import io.sutler.driver.local.Exits;
import io.sutler.driver.local.Owned;
import io.sutler.driver.local.Programs;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps an eye on the programs that run: marks a deployment at once when one exits, and when its
 * liveness check fails for too long; bounds their logs. Thread-safe.
 */
final class Supervise {
  private final InstantSource clock;
  private final Programs programs;
  private final Map<OwnerTag, Supervised> all = new ConcurrentHashMap<>();
  private final Map<String, Marks> marks = new ConcurrentHashMap<>();

  Supervise(InstantSource clock, Programs programs) {
    this.clock = clock;
    this.programs = programs;
  }

  /** From now on, this program; nothing changes when it is the one already. */
  void look(ComponentView c, Running running, Map<String, Integer> ports) {
    var before = all.get(c.owner());
    if (before != null && before.isOf(c, running)) {
      return;
    }
    forget(c.owner());
    var exit = Exits.get().onExit(running.id(), () -> mark(c));
    var live = c.desired().live().map(check -> new LiveCheck(clock, programs, check, c, ports));
    var entry = new Supervised(c, running, exit, live);
    all.put(c.owner(), entry);
    live.ifPresent(check -> check.start(() -> mark(c)));
  }

  /** No longer; returns when nothing of the supervision runs. */
  void forget(OwnerTag owner) {
    Optional.ofNullable(all.remove(owner)).ifPresent(Supervised::end);
  }

  /** Why the program that runs is not well; empty when it is, or nothing is known. */
  Optional<String> complaint(OwnerTag owner) {
    return Optional.ofNullable(all.get(owner))
        .flatMap(Supervised::live)
        .flatMap(LiveCheck::complaint);
  }

  /**
   * Marks at once what was started under an earlier Sutler: until a pass has seen it, nobody
   * notices its exit, nor one that came while no Sutler ran.
   */
  AutoCloseable watch(RegionView region, Marks to) {
    marks.put(region.region().name(), to);
    Owned.find(region, ProcessSchema.NAME).stream()
        .map(found -> found.owner().deployment())
        .distinct()
        .forEach(to::mark);
    var bounding = Thread.ofVirtual().start(() -> BoundLogs.forEver(this::logs));
    return () -> {
      marks.remove(region.region().name(), to);
      bounding.interrupt();
    };
  }

  private Iterable<ComponentView> logs() {
    return all.values().stream().map(Supervised::view).toList();
  }

  private void mark(ComponentView c) {
    Optional.ofNullable(marks.get(c.region().region().name()))
        .ifPresent(m -> m.mark(c.owner().deployment()));
  }
}
