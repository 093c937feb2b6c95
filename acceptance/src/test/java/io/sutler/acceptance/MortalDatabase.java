package io.sutler.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A PostgreSQL that can be stopped as by a crash, and started again with its data. */
final class MortalDatabase implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  MortalDatabase(Path data) throws IOException {
    this.data = data;
    this.running =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    this.port = running.getPort();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** As {@code pg_ctl stop -m immediate} does. */
  void die() throws IOException, InterruptedException {
    var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
    if (new ProcessBuilder("kill", "-QUIT", pid).start().waitFor() != 0) {
      throw new IOException("no postmaster " + pid);
    }
    Awaitility.await("PostgreSQL ends")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    // gives up its lock on the directory, which stays
    running.close();
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  void riseAgain() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
