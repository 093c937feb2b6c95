package io.sutler.bench;

import io.sutler.domain.CommandId;
import io.sutler.domain.CommandState;
import io.sutler.domain.ProjectId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Waits until a deployment was really applied and its command has ended in the store. */
final class Arrivals {
  private final Rig rig;
  private final Map<String, CountDownLatch> applied = new ConcurrentHashMap<>();
  private final ProjectId project;

  Arrivals(Rig rig) {
    this.rig = rig;
    this.project = rig.store.accounts().project("demo").orElseThrow().id();
    rig.driver.onApply(component -> {
      var latch = applied.remove(component.deployment());
      if (latch != null) {
        latch.countDown();
      }
    });
  }

  void installAndWait(String name) {
    var latch = new CountDownLatch(1);
    applied.put(name, latch);
    var id = rig.installed(name);
    try {
      latch.await();
      // Applied; its end becomes durable within the next commits. Asking often would be a load of
      // its own.
      do {
        Thread.sleep(20);
      } while (state(id) == CommandState.ACCEPTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (state(id) != CommandState.REACHED) {
      throw new IllegalStateException(name + " ended " + state(id));
    }
  }

  private CommandState state(CommandId id) {
    return rig.store.reads().command(project, id).orElseThrow().state();
  }
}
