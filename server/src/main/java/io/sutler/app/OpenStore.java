package io.sutler.app;

import io.sutler.domain.Refusal;
import io.sutler.store.Store;
import io.sutler.store.sql.PostgresStore;
import io.sutler.store.sql.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens and fills the store that the settings name. */
final class OpenStore {
  private OpenStore() {}

  /**
   * @throws CannotStart with the store's sentence
   */
  static Store open(Settings settings, InstantSource clock) {
    try {
      return settings
          .postgres()
          .map(p -> PostgresStore.open(p.url(), p.user(), p.password(), clock))
          .orElseGet(() -> SqliteStore.open(settings.data(), clock));
    } catch (Refusal refusal) {
      throw new CannotStart(1, refusal.sentence());
    }
  }

  /**
   * @throws CannotStart with the store's sentence
   */
  static void restore(Settings settings, Path backup, InstantSource clock) {
    try {
      settings
          .postgres()
          .ifPresentOrElse(
              p -> PostgresStore.restore(backup, p.url(), p.user(), p.password(), clock),
              () -> SqliteStore.restore(backup, settings.data(), clock));
    } catch (Refusal refusal) {
      throw new CannotStart(1, refusal.sentence());
    }
  }
}
