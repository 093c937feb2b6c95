package io.sutler.driver.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The few system calls that the JDK lacks. Thread-safe. */
@SuppressWarnings("restricted")
final class Linux {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle KILL = call("kill", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle OPEN = call("open", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle FALLOCATE =
      call("fallocate", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle EPOLL_CREATE = call("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      call("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle EPOLL_WAIT =
      call("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(1));

  private static final long PIDFD_OPEN = 434;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int WRITE_ONLY = 1;
  private static final int PUNCH_HOLE_KEEP_SIZE = 3;
  private static final int ADD = 1;
  private static final int READABLE = 1;
  private static final int MAX_EVENTS = 64;
  // the kernel packs this struct on x86-64 alone
  private static final int DATA_AT = "amd64".equals(System.getProperty("os.arch")) ? 4 : 8;
  private static final int EVENT_SIZE = DATA_AT + 8;

  private Linux() {}

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  /** Sends a signal; false when there is no such process or it is not ours to signal. */
  static boolean signal(int pid, Signal signal) {
    try {
      return (int) KILL.invokeExact(pid, signal.number()) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A descriptor that becomes readable when the process ends; negative when it cannot be had. */
  static int pidfd(int pid) {
    try {
      return (int) (long) SYSCALL.invokeExact(PIDFD_OPEN, pid, 0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static int epoll() {
    try {
      return (int) EPOLL_CREATE.invokeExact(CLOSE_ON_EXEC);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Watches a descriptor until it is closed; {@code key} comes back from {@link #await}. */
  static boolean watch(int epoll, int descriptor, long key) {
    try (var arena = Arena.ofConfined()) {
      var event = arena.allocate(EVENT_SIZE);
      event.set(JAVA_INT_UNALIGNED, 0, READABLE);
      event.set(JAVA_LONG_UNALIGNED, DATA_AT, key);
      return (int) EPOLL_CTL.invokeExact(epoll, ADD, descriptor, event) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keys of the descriptors that became readable within the time; blocks its platform thread. */
  static List<Long> await(int epoll, int millis) {
    try (var arena = Arena.ofConfined()) {
      var events = arena.allocate((long) EVENT_SIZE * MAX_EVENTS);
      int count = (int) EPOLL_WAIT.invokeExact(epoll, events, MAX_EVENTS, millis);
      var keys = new ArrayList<Long>();
      for (int i = 0; i < count; i++) {
        keys.add(events.get(JAVA_LONG_UNALIGNED, (long) i * EVENT_SIZE + DATA_AT));
      }
      return keys;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the disk space of a range back, its size unchanged; false where that is not known. */
  static boolean punchHole(Path file, long from, long length) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      int descriptor = (int) OPEN.invokeExact(name, WRITE_ONLY | CLOSE_ON_EXEC);
      if (descriptor < 0) {
        return false;
      }
      try {
        return (int) FALLOCATE.invokeExact(descriptor, PUNCH_HOLE_KEEP_SIZE, from, length) == 0;
      } finally {
        close(descriptor);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
