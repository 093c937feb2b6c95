package io.sutler.execute;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;

/**
 * Room for so many at once, each lane first come first served. Repairs go before the rest, and have
 * a reserve that only they may use, so that hanging steps never keep what died from coming back;
 * after a few repairs in a row one of the rest goes first, so that it is never starved.
 * Thread-safe.
 */
final class Lanes {
  private static final int IN_A_ROW = 4;
  private final ArrayDeque<Waiter> repairs = new ArrayDeque<>();
  private final ArrayDeque<Waiter> rest = new ArrayDeque<>();
  private int all;
  private int room;
  private int reserve;
  private int inARow;

  private static final class Waiter {
    final CountDownLatch in = new CountDownLatch(1);
    boolean reserved;
  }

  /**
   * @param room for all; a quarter of it, at least 2, is reserved for repairs on top
   */
  Lanes(int room) {
    this.all = room;
    this.room = room;
    this.reserve = reserve(room);
  }

  private static int reserve(int room) {
    return Math.max(2, room / 4);
  }

  /** From now on there is room for so many; who is in stays in. */
  synchronized void resize(int wanted) {
    if (wanted != all) {
      room += wanted - all;
      reserve += reserve(wanted) - reserve(all);
      all = wanted;
      admit();
    }
  }

  /** Waits for room; run what is given to leave. */
  Runnable enter(boolean repair) throws InterruptedException {
    var waiter = new Waiter();
    synchronized (this) {
      (repair ? repairs : rest).add(waiter);
      admit();
    }
    try {
      waiter.in.await();
    } catch (InterruptedException e) {
      giveUp(waiter);
      throw e;
    }
    return () -> leave(waiter);
  }

  private synchronized void giveUp(Waiter waiter) {
    if (!repairs.remove(waiter) && !rest.remove(waiter)) {
      leave(waiter);
    }
  }

  private synchronized void leave(Waiter waiter) {
    if (waiter.reserved) {
      reserve++;
    } else {
      room++;
    }
    admit();
  }

  private void admit() {
    while (room > 0 && !(repairs.isEmpty() && rest.isEmpty())) {
      boolean repair = !repairs.isEmpty() && (rest.isEmpty() || inARow < IN_A_ROW);
      inARow = repair && !rest.isEmpty() ? inARow + 1 : 0;
      room--;
      (repair ? repairs : rest).remove().in.countDown();
    }
    while (reserve > 0 && !repairs.isEmpty()) {
      var waiter = repairs.remove();
      waiter.reserved = true;
      reserve--;
      waiter.in.countDown();
    }
  }
}
