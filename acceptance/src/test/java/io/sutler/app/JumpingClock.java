package io.sutler.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The system's clock, set wrong by as many seconds as a file says; looks at it often. Thread-safe.
 */
final class JumpingClock implements InstantSource {
  private static final Duration LOOK = Duration.ofMillis(10);
  private final Path file;
  private volatile Duration wrong = Duration.ZERO;

  JumpingClock(Path file) {
    this.file = file;
    this.wrong = read();
    Thread.ofPlatform().daemon().name("jumping-clock").start(this::follow);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(wrong);
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        wrong = read();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration read() {
    try {
      return Files.exists(file)
          ? Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()))
          : Duration.ZERO;
    } catch (IOException | NumberFormatException e) {
      return wrong; // it is being written
    }
  }
}
