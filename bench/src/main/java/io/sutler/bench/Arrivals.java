package io.sutler.bench;

import io.sutler.domain.CommandId;
import io.sutler.domain.CommandState;
import io.sutler.store.CommandEnd;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Waits until a deployment was really applied and the end of its command is durable. */
final class Arrivals {
  private final Rig rig;
  private final Map<String, Boolean> applied = new ConcurrentHashMap<>();
  private final Map<CommandId, CompletableFuture<CommandState>> ends = new ConcurrentHashMap<>();

  Arrivals(Rig rig) {
    this.rig = rig;
    rig.driver.onApply(component -> applied.put(component.deployment(), true));
    rig.onEnd(this::ended);
  }

  private void ended(CommandEnd end) {
    of(end.command()).complete(end.state());
  }

  private CompletableFuture<CommandState> of(CommandId command) {
    return ends.computeIfAbsent(command, _ -> new CompletableFuture<>());
  }

  /** How a command ended, whenever that was. */
  CommandState end(CommandId command) {
    var state = of(command).join();
    ends.remove(command);
    return state;
  }

  void installAndWait(String name) {
    var command = rig.installed(name);
    var state = of(command).join();
    ends.remove(command);
    if (state != CommandState.REACHED || applied.remove(name) == null) {
      throw new IllegalStateException(name + " ended " + state);
    }
  }
}
