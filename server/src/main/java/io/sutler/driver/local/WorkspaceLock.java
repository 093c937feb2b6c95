package io.sutler.driver.local;

import io.sutler.domain.Blame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Held while a component's program is started, stopped or removed, so that not even two Sutlers
 * that both think it theirs start it twice. The kernel gives it back when its holder dies, and no
 * child inherits it.
 */
public final class WorkspaceLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TRY_EVERY_MILLIS = 10;
  // the kernel's lock belongs to a whole process and is lost when any thread of it closes the file
  private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore turn;
  private final FileChannel channel;

  private WorkspaceLock(Semaphore turn, FileChannel channel) {
    this.turn = turn;
    this.channel = channel;
  }

  /**
   * Waits for it up to 20 seconds.
   *
   * @param file its file; made by {@link PrivateFiles#touch} beforehand
   * @throws ProgramFailure when another holds it all the time, or the file is gone: removed
   */
  public static WorkspaceLock take(Path file)
      throws InterruptedException, IOException, ProgramFailure {
    var turn = IN_PROCESS.computeIfAbsent(file.toAbsolutePath(), k -> new Semaphore(1));
    if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw busy(file);
    }
    boolean taken = false;
    try {
      var channel = open(file);
      try {
        taken = lock(channel, file);
        return new WorkspaceLock(turn, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        turn.release();
      }
    }
  }

  private static FileChannel open(Path file) throws IOException, ProgramFailure {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw removed(file);
    }
  }

  private static boolean lock(FileChannel channel, Path file)
      throws InterruptedException, IOException, ProgramFailure {
    long start = System.nanoTime();
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw busy(file);
      }
      TimeUnit.MILLISECONDS.sleep(TRY_EVERY_MILLIS);
      lock = channel.tryLock();
    }
    if (!Files.exists(file)) {
      throw removed(file);
    }
    return true;
  }

  private static ProgramFailure busy(Path file) {
    return new ProgramFailure(
        Blame.PLATFORM,
        "busy",
        "another Sutler holds " + file + ": it is tried again; end that one if it hangs");
  }

  private static ProgramFailure removed(Path file) {
    return new ProgramFailure(
        Blame.PLATFORM, "superseded", file + " is gone: the component was removed meanwhile");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      turn.release();
    }
  }
}
