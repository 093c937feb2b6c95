package io.sutler.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations, sizes and processors as people write them: {@code 30s}, {@code 512MiB}, {@code 0.5}.
 */
public final class Units {
  /** A sentence for people, used wherever a duration is refused. */
  public static final String DURATION_RULE = "write a duration like 500ms, 30s, 5m, 8h or 7d";

  /** A sentence for people, used wherever a size is refused. */
  public static final String SIZE_RULE = "write a size like 512KiB, 256MiB, 10GiB or 1TiB";

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(B|KiB|MiB|GiB|TiB)");
  private static final Pattern CPUS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");

  private Units() {}

  /** Empty unless {@code text} is a duration. */
  public static Optional<Duration> duration(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        });
  }

  /** Bytes; empty unless {@code text} is a size. */
  public static Optional<Long> size(String text) {
    var match = SIZE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "B" -> n;
          case "KiB" -> n << 10;
          case "MiB" -> n << 20;
          case "GiB" -> n << 30;
          default -> n << 40;
        });
  }

  /** As clouds count disks: whole GiB that hold so many bytes, at least one. */
  public static long gibibytes(long bytes) {
    return Math.max(1, Math.ceilDiv(bytes, 1L << 30));
  }

  /** Thousandths of a processor; empty unless {@code text} is a number of them. */
  public static Optional<Long> cpus(String text) {
    return CPUS.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).movePointRight(3).longValueExact())
        : Optional.empty();
  }
}
