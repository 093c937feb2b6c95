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
import java.util.List;
import java.util.Optional;

/** An empty database for one benchmark, to be opened again and again; gone after it. */
final class Databases implements AutoCloseable {
  private final Path data;
  private final Optional<EmbeddedPostgres> postgres;

  private Databases(Path data, Optional<EmbeddedPostgres> postgres) {
    this.data = data;
    this.postgres = postgres;
  }

  /**
   * @param kind {@code sqlite} or {@code postgresql}: a cluster of its own, durable
   */
  static Databases of(String kind) throws IOException {
    var data = Files.createTempDirectory("sutler-bench");
    return switch (kind) {
      case "sqlite" -> new Databases(data, Optional.empty());
      case "postgresql" ->
          new Databases(
              data,
              Optional.of(
                  EmbeddedPostgres.builder()
                      .setServerConfig("max_wal_size", "4GB")
                      .setServerConfig("shared_buffers", "256MB")
                      .setServerConfig("fsync", "on")
                      .setServerConfig("synchronous_commit", "on")
                      .setServerConfig("full_page_writes", "on")
                      .start()));
      default ->
          throw new IllegalArgumentException("no store '" + kind + "': sqlite or postgresql");
    };
  }

  /** Its server's directory. */
  Path data() {
    return data;
  }

  Store open() {
    return postgres
        .map(p -> PostgresStore.open(bare(p), "postgres", "postgres", InstantSource.system()))
        .orElseGet(() -> SqliteStore.open(data, InstantSource.system()));
  }

  /** For JDBC, with user and password. */
  String url() {
    return postgres
        .map(p -> bare(p) + "?user=postgres&password=postgres")
        .orElse("jdbc:sqlite:" + data.resolve("sutler.db"));
  }

  /** What a server is to be started with, to use it. */
  List<String> arguments() {
    return postgres
        .map(p -> List.of("--store", bare(p), "--store-user", "postgres"))
        .orElse(List.of());
  }

  private static String bare(EmbeddedPostgres server) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  @Override
  public void close() {
    try {
      if (postgres.isPresent()) {
        postgres.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(data);
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
