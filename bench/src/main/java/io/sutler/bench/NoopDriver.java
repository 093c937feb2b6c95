package io.sutler.bench;

import io.sutler.domain.Observation;
import io.sutler.domain.OwnerTag;
import io.sutler.driver.ComponentView;
import io.sutler.driver.Driver;
import io.sutler.driver.DriverTraits;
import io.sutler.driver.Look;
import io.sutler.driver.OperationView;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import io.sutler.driver.StepLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes nothing, at once: what is measured with it is Sutler alone. Public for the server that
 * finds it as a service.
 */
public final class NoopDriver implements Driver {
  private final InstantSource clock;
  private volatile Consumer<ComponentView> onApply = _ -> {};

  public NoopDriver() {
    this(InstantSource.system());
  }

  NoopDriver(InstantSource clock) {
    this.clock = clock;
  }

  void onApply(Consumer<ComponentView> listener) {
    onApply = listener;
  }

  @Override
  public DriverTraits traits() {
    return new DriverTraits("noop", Map.of("type", "object"), false, true);
  }

  @Override
  public Sight look(RegionView region) {
    return new NothingEver(clock.instant());
  }

  /** Also says that there is nothing more to ask, as the sight of a real cloud would. */
  private record NothingEver(Instant at) implements Sight {
    @Override
    public List<Found> found() {
      return List.of();
    }

    @Override
    public Optional<String> glance(OwnerTag owner) {
      return Optional.of("");
    }
  }

  @Override
  public Observation observe(ComponentView component, Look look) throws InterruptedException {
    var unused = look.sight();
    return component.applied().isEmpty()
        ? new Observation.Absent()
        : new Observation.Present(List.of(), component.applied(), List.of(), List.of());
  }

  @Override
  public Progress apply(ComponentView component, StepLog log) throws InterruptedException {
    onApply.accept(component);
    // For runs that are in flight when something happens: so many milliseconds.
    if (component.desired().inputs().get("takes") instanceof Number takes
        && takes.longValue() > 0) {
      Thread.sleep(takes.longValue());
    }
    return new Progress.Done();
  }

  @Override
  public Progress remove(ComponentView component, StepLog log) {
    return new Progress.Done();
  }

  @Override
  public Progress operate(OperationView operation, ComponentView component, StepLog log) {
    return new Progress.Done();
  }
}
