package io.sutler.execute;

import io.sutler.domain.RunId;
import io.sutler.driver.StepLog;
import io.sutler.secret.Mask;
import io.sutler.store.Logs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A step's log on its way to the store: masked, gathered into chunks, bounded. Past the bound only
 * the newest part is kept, and a line says how much was dropped.
 */
final class WriteStepLog implements StepLog, AutoCloseable {
  private static final int CHUNK = 16 * 1024;
  private static final int HEAD = 4 * 1024 * 1024;
  private static final int TAIL = 256 * 1024;
  private static final int LONGEST_SUMMARY = 2000;
  private static final Duration AT_MOST = Duration.ofMillis(200);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          AT_MOST.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
  private final Logs logs;
  private final RunId run;
  private final int step;
  private final InstantSource clock;
  private final Consumer<String> handles;
  private final Mask mask;
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private String summary = "";
  private long written;
  private long dropped;
  private long lastFlush;
  private boolean expected;
  private boolean closed;

  /** Where the log goes. */
  record Target(Logs logs, RunId run, int step) {}

  WriteStepLog(Target target, Set<String> secrets, InstantSource clock, Consumer<String> handles) {
    this.logs = target.logs();
    this.run = target.run();
    this.step = target.step();
    this.clock = clock;
    this.handles = handles;
    this.mask = new Mask(secrets, this::take);
    this.lastFlush = System.nanoTime();
  }

  @Override
  public synchronized void output(String chunk) {
    mask.write(chunk);
    if (pending.length() >= CHUNK || System.nanoTime() - lastFlush >= AT_MOST.toNanos()) {
      flush();
    } else if (!pending.isEmpty() && !expected) {
      expected = true;
      LATER.execute(this::catchUp);
    }
  }

  /** What came last is not kept back until more comes: a step may be silent for an hour. */
  private synchronized void catchUp() {
    expected = false;
    if (!closed) {
      try {
        flush();
      } catch (RuntimeException e) {
        // what could not be written is still pending, and the next one tells
        lastFlush = 0;
      }
    }
  }

  @Override
  public synchronized void note(String line) {
    mask.flush();
    mask.write("· " + line + "\n");
    mask.flush();
    flush();
  }

  @Override
  public void handle(String handle) {
    handles.accept(handle);
  }

  @Override
  public synchronized void summary(String line) {
    summary = line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY);
  }

  /** The last one given, as it was given; empty for none. */
  synchronized String summary() {
    return summary;
  }

  private void take(String text) {
    int room = (int) Math.min(text.length(), HEAD - Math.min(HEAD, written));
    pending.append(text, 0, room);
    written += room;
    if (room < text.length()) {
      tail.append(text, room, text.length());
      if (tail.length() > 2 * TAIL) {
        int excess = tail.length() - TAIL;
        dropped += excess;
        tail.delete(0, excess);
      }
    }
  }

  private void flush() {
    lastFlush = System.nanoTime();
    if (!pending.isEmpty()) {
      logs.append(run, step, clock.instant(), pending.toString());
      pending.setLength(0);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    mask.flush();
    if (!tail.isEmpty()) {
      pending.append("\n· ").append(dropped).append(" characters dropped here\n").append(tail);
      tail.setLength(0);
    }
    flush();
  }
}
