package io.sutler.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of a quota as people say them. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Amounts() {}

  /**
   * @param what as the store names it: deployments, plan, cpus, memory, disk, retained
   */
  static String of(String what, long amount) {
    return switch (what) {
      case "cpus" -> plain(BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(1000)));
      case "memory", "disk", "retained" -> bytes(amount);
      case String counted -> Long.toString(amount);
    };
  }

  /** The noun after an amount, with the blank before it; sizes carry their unit already. */
  static String noun(String what, long amount) {
    return switch (what) {
      case "cpus" -> amount == 1000 ? " vcpu" : " vcpus";
      case "memory" -> " of memory";
      case "disk" -> " of disk";
      case "retained" -> " of retained storage";
      case "plan" -> amount == 1 ? " deployment of this plan" : " deployments of this plan";
      case String counted ->
          amount == 1 && counted.endsWith("s")
              ? " " + counted.substring(0, counted.length() - 1)
              : " " + counted;
    };
  }

  private static String bytes(long amount) {
    int unit = 0;
    var value = BigDecimal.valueOf(amount);
    var step = BigDecimal.valueOf(1024);
    while (value.abs().compareTo(step) >= 0 && unit < UNITS.length - 1) {
      value = value.divide(step);
      unit++;
    }
    return plain(value.setScale(1, RoundingMode.HALF_UP)) + " " + UNITS[unit];
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
