package io.sutler.many;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does the same for many, so many at once; an interrupt ends all. */
public final class AtOnce {
  /**
   * Something to do about one. What may fail says so in its result: an exception is a fault of the
   * program, and ends all.
   */
  public interface Deed<T, R> {
    R about(T one) throws InterruptedException;
  }

  private AtOnce() {}

  /**
   * The results, in order.
   *
   * @param limit how many at once; less than 1 is 1
   * @throws IllegalStateException when a deed threw something
   */
  public static <T, R> List<R> each(List<T> all, long limit, Deed<T, R> deed)
      throws InterruptedException {
    if (all.size() == 1) {
      return List.of(deed.about(all.getFirst()));
    }
    var room = new Semaphore(Math.clamp(limit, 1, Integer.MAX_VALUE));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> begun = new ArrayList<>();
      for (var one : all) {
        begun.add(
            threads.submit(
                (Callable<R>)
                    () -> {
                      room.acquire();
                      try {
                        return deed.about(one);
                      } finally {
                        room.release();
                      }
                    }));
      }
      var results = new ArrayList<R>();
      try {
        for (var future : begun) {
          results.add(future.get());
        }
        return results;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }
}
