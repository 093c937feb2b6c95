package io.sutler.app;

import io.sutler.api.v1.ThisServer;
import io.sutler.store.Store;
import io.sutler.wire.SystemInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** This server as the API tells of it. Thread-safe. */
final class Describe implements ThisServer {
  private final Settings settings;
  private final Store store;
  private final Drivers drivers;
  private final Instant startedAt;

  Describe(Settings settings, Store store, Drivers drivers, Instant startedAt) {
    this.settings = settings;
    this.store = store;
    this.drivers = drivers;
    this.startedAt = startedAt;
  }

  @Override
  public SystemInfo info() {
    return new SystemInfo(
        settings.name(),
        Optional.ofNullable(Describe.class.getPackage().getImplementationVersion()).orElse("dev"),
        store.installation(),
        settings.place(),
        settings.postgres().isPresent() ? "postgresql" : "sqlite",
        ProcessHandle.current().pid(),
        startedAt,
        store.accepts(),
        drivers.byName().keySet().stream().sorted().toList(),
        store.reads().counts());
  }

  @Override
  public void backup(Path target) {
    store.backup(target);
  }
}
