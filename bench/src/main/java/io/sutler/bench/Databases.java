package io.sutler.bench;

import io.sutler.store.Store;
import io.sutler.store.sql.PostgresStore;
import io.sutler.store.sql.SqliteStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;

/** Empty databases for one benchmark, gone after it. */
final class Databases {
  /** An open store, where its files are, and how to be rid of it. */
  record Opened(Store store, Path data, Runnable cleanup) {}

  private Databases() {}

  static Opened open(String kind) throws IOException {
    var data = Files.createTempDirectory("sutler-bench");
    return switch (kind) {
      case "sqlite" ->
          new Opened(SqliteStore.open(data, InstantSource.system()), data, () -> delete(data));
      case "postgresql" -> {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        var store =
            PostgresStore.open(
                server.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "postgres",
                InstantSource.system());
        yield new Opened(
            store,
            data,
            () -> {
              close(server);
              delete(data);
            });
      }
      default ->
          throw new IllegalArgumentException("no store '" + kind + "': sqlite or postgresql");
    };
  }

  /** On a directory that outlives it. */
  static Opened sqliteIn(Path data) {
    return new Opened(SqliteStore.open(data, InstantSource.system()), data, () -> {});
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path tree) {
    try (var all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
