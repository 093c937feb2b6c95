package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.driver.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Turns what can go wrong on a machine into a step's failure. */
public final class Guard {
  /** A step of a driver. */
  public interface Work {
    Progress run() throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd;
  }

  private Guard() {}

  public static Progress step(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (ProgramFailure e) {
      return e.failed();
    } catch (EndAll.CannotEnd e) {
      return new ProgramFailure(Blame.PLATFORM, "cannot-end", String.valueOf(e.getMessage()))
          .failed();
    } catch (ClosedByInterruptException e) {
      throw cancelled(e);
    } catch (IOException e) {
      return failed(e);
    }
  }

  /** A channel that was cut off by a cancel is no fault of the machine. */
  static InterruptedException cancelled(ClosedByInterruptException e) {
    Thread.interrupted();
    var cancel = new InterruptedException("cancelled");
    cancel.initCause(e);
    return cancel;
  }

  private static Progress failed(IOException e) {
    var message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return new ProgramFailure(
              Blame.CAPACITY, "disk-full", "the disk is full: make room; it is tried again")
          .failed();
    }
    var kind = e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " : "";
    return new ProgramFailure(Blame.PLATFORM, "io", "the machine said: " + kind + message).failed();
  }
}
