package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudTrouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Of many that want the same thing at once, one after the other. Thread-safe. */
final class Locks {
  private static final int STRIPES = 64;
  private final ReentrantLock[] stripes =
      IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /** Something to do about a thing of a name. */
  interface Deed<T> {
    T run() throws CloudTrouble, InterruptedException;
  }

  <T> T each(String name, Deed<T> deed) throws CloudTrouble, InterruptedException {
    var lock = stripes[Math.floorMod(name.hashCode(), STRIPES)];
    lock.lockInterruptibly();
    try {
      return deed.run();
    } finally {
      lock.unlock();
    }
  }
}
