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
import java.util.Optional;
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
  private static final Map<Path, Turn> TURNS = new ConcurrentHashMap<>();

  /** Whose turn it is within this process; forgotten when nobody wants it. */
  private static final class Turn {
    final Semaphore one = new Semaphore(1);
    int wanted;
  }

  private final Path file;
  private final FileChannel channel;

  private WorkspaceLock(Path file, FileChannel channel) {
    this.file = file;
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
    var own = file.toAbsolutePath();
    var turn =
        Optional.ofNullable(
                TURNS.compute(
                    own,
                    (path, standing) -> {
                      var wanted = standing == null ? new Turn() : standing;
                      wanted.wanted++;
                      return wanted;
                    }))
            .orElseThrow();
    boolean turned = false;
    boolean taken = false;
    try {
      turned = turn.one.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!turned) {
        throw busy(file);
      }
      var channel = open(file);
      try {
        taken = lock(channel, file);
        return new WorkspaceLock(own, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        leave(own, turned);
      }
    }
  }

  private static void leave(Path file, boolean turned) {
    TURNS.computeIfPresent(
        file,
        (path, turn) -> {
          if (turned) {
            turn.one.release();
          }
          turn.wanted--;
          return turn.wanted == 0 ? null : turn;
        });
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
      leave(file, true);
    }
  }
}
