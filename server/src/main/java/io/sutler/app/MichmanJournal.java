package io.sutler.app;

import io.sutler.api.michman.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of Michman's face in files of this server, two of each so that they stay small, and at a
 * Logstash where one is named. A disk that takes nothing more costs the log, never a request.
 */
final class MichmanJournal implements Journal, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MichmanJournal.class);
  private static final long MOST = 4L << 20;
  private final Path directory;
  private final Optional<Logstash> logstash;
  private final InstantSource clock;
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean closed;

  MichmanJournal(MichmanSite site, InstantSource clock) {
    this.directory = site.logs();
    this.logstash = site.logstash().map(Logstash::new);
    this.clock = clock;
  }

  Optional<Logstash> logstash() {
    return logstash;
  }

  @Override
  public void write(Log log, String line) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    logstash.ifPresent(to -> to.send(Map.of("@timestamp", now, "log", name(log), "message", line)));
    append(log, now + " " + line + "\n");
  }

  private synchronized void append(Log log, String line) {
    if (closed) {
      return;
    }
    try {
      Files.createDirectories(directory);
      var file = file(log);
      if (Files.exists(file) && Files.size(file) > MOST) {
        Files.move(file, before(log), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      told.set(false);
    } catch (IOException e) {
      if (!told.getAndSet(true)) {
        LOG.warn("{} cannot be written: {}", file(log), e.getMessage());
      }
    }
  }

  @Override
  public synchronized byte[] read(Log log) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(bytes(before(log)));
    all.writeBytes(bytes(file(log)));
    return all.toByteArray();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return new byte[0];
    } catch (IOException e) {
      return (file + " cannot be read: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String name(Log log) {
    return log.name().toLowerCase(Locale.ROOT);
  }

  private Path file(Log log) {
    return directory.resolve(name(log) + ".log");
  }

  private Path before(Log log) {
    return directory.resolve(name(log) + ".log.1");
  }

  @Override
  public synchronized void close() {
    closed = true;
    logstash.ifPresent(Logstash::close);
  }
}
