package io.sutler.cloud.container;

import io.sutler.cloud.CloudTrouble;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings an engine's service up where a region says how: it is gone after a reboot, a crash or an
 * idle while. The program must leave the service behind and end. Thread-safe.
 */
final class StartService {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private final List<String> program;
  private final ReentrantLock lock = new ReentrantLock();

  /** Asks whether the service answers by now. */
  interface Ping {
    void ping() throws Engine.Unreachable, CloudTrouble, InterruptedException;
  }

  StartService(List<String> program) {
    this.program = program;
  }

  /** Whether it answers in the end. */
  boolean start(Ping ping) throws CloudTrouble, InterruptedException {
    if (program.isEmpty()) {
      return false;
    }
    lock.lockInterruptibly();
    try {
      if (answers(ping)) {
        return true;
      }
      var process =
          new ProcessBuilder(program)
              .directory(new java.io.File("/"))
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      long end = System.nanoTime() + PATIENCE;
      while (System.nanoTime() < end) {
        if (answers(ping)) {
          return true;
        }
        if (process.waitFor(100, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return false;
    } catch (IOException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private static boolean answers(Ping ping) throws CloudTrouble, InterruptedException {
    try {
      ping.ping();
      return true;
    } catch (Engine.Unreachable e) {
      return false;
    }
  }
}
