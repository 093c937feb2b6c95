package io.sutler.cloud.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Frame;
import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTraits;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.cloud.Power;
import io.sutler.domain.Blame;
import io.sutler.domain.Finding;
import io.sutler.domain.OwnerTag;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Machines on Docker or Podman. Thread-safe. */
public final class ContainerCloud implements Cloud {
  private static final int STOP_WITHIN_SECONDS = 20;
  private static final int CONSOLE_LINES = 100;
  private final InstantSource clock;
  private final Networks networks = new Networks();
  private final Map<String, Engine> engines = new ConcurrentHashMap<>();

  public ContainerCloud(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CloudTraits traits() {
    return Offers.TRAITS;
  }

  @Override
  public List<Finding> check(CloudRegion region) throws InterruptedException {
    var engine = engine(region);
    return engine.isEmpty()
        ? List.of(new Finding("engine", false, unprepared(region)))
        : new CheckEngine(engine.get(), region).findings();
  }

  @Override
  public Inventory look(CloudRegion region) throws CloudTrouble, InterruptedException {
    var engine = engine(region);
    return engine.isEmpty()
        ? new Inventory(clock.instant(), List.of(), List.of())
        : new SeeContainers(engine.get(), region).look(clock.instant());
  }

  @Override
  public Machine create(MachineOrder order, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    return new MakeContainer(must(region), networks, region).make(order);
  }

  @Override
  public void power(String handle, Power power, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var engine = must(region);
    switch (power) {
      case START -> start(handle, engine);
      case STOP -> {
        if (state(handle, engine).equals("paused")) {
          engine.tell(c -> c.unpauseContainerCmd(handle).exec());
        }
        engine.tell(c -> c.stopContainerCmd(handle).withTimeout(STOP_WITHIN_SECONDS).exec());
      }
      case SUSPEND -> engine.tell(c -> c.pauseContainerCmd(handle).exec());
      case REBOOT ->
          engine.tell(c -> c.restartContainerCmd(handle).withTimeout(STOP_WITHIN_SECONDS).exec());
    }
  }

  private static void start(String handle, Engine engine)
      throws CloudTrouble, InterruptedException {
    if (state(handle, engine).equals("paused")) {
      engine.tell(c -> c.unpauseContainerCmd(handle).exec());
    } else {
      engine.tell(c -> c.startContainerCmd(handle).exec());
    }
  }

  private static String state(String handle, Engine engine)
      throws CloudTrouble, InterruptedException {
    return engine
        .find(c -> c.inspectContainerCmd(handle).exec())
        .map(i -> String.valueOf(i.getState().getStatus()))
        .orElse("");
  }

  @Override
  public void delete(String handle, CloudRegion region) throws CloudTrouble, InterruptedException {
    var engine = must(region);
    var ours = new SeeContainers(engine, region).look(clock.instant());
    boolean isOurs =
        ours.machines().stream().anyMatch(m -> m.handle().equals(handle))
            || ours.things().stream().anyMatch(t -> t.handle().equals(handle));
    if (!isOurs) {
      return;
    }
    try {
      if (handle.startsWith(SeeContainers.NETWORK)) {
        networks.remove(handle.substring(SeeContainers.NETWORK.length()), engine, region);
      } else if (handle.startsWith(SeeContainers.VOLUME)) {
        var volume = handle.substring(SeeContainers.VOLUME.length());
        engine.tell(c -> c.removeVolumeCmd(volume).exec());
      } else {
        engine.tell(c -> c.removeContainerCmd(handle).withForce(true).exec());
      }
    } catch (ConflictException e) {
      throw new CloudTrouble(
          Blame.PROVIDER, "in-use", "the container engine said: " + Engine.said(e));
    }
  }

  @Override
  public void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    new HandVolume(must(region), region).hand(disk, owner, machine);
  }

  @Override
  public String console(String handle, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var text = new StringBuffer();
    must(region)
        .find(c -> {
          try {
            c.logContainerCmd(handle)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(CONSOLE_LINES)
                .exec(
                    new ResultCallback.Adapter<Frame>() {
                      @Override
                      public void onNext(Frame frame) {
                        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                      }
                    })
                .awaitCompletion(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return handle;
        });
    return text.toString();
  }

  private Optional<Engine> engine(CloudRegion region) {
    return Settings.of(region)
        .map(settings -> engines.computeIfAbsent(settings.toString(), _ -> new Engine(settings)));
  }

  private Engine must(CloudRegion region) throws CloudTrouble {
    return engine(region)
        .orElseThrow(() -> new CloudTrouble(Blame.USER, "no-machines-here", unprepared(region)));
  }

  private static String unprepared(CloudRegion region) {
    var name = region.region().name();
    return "region %s makes no machines yet: run 'sutler region init %s'".formatted(name, name);
  }
}
