package io.sutler.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this process: what a busy neighbour on the machine does not change. */
final class OwnCpu {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private OwnCpu() {}

  /** Nanoseconds so far, user and system, of all threads. */
  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
