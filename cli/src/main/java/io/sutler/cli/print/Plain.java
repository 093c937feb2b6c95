package io.sutler.cli.print;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Small things as people read them: ages, times, sizes. */
public final class Plain {
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern ALL_CONTROLS = Pattern.compile("\\p{Cc}+");
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}&&[^\u001b]]+|\u001b(?!\\[[0-9;]*m)");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private Plain() {}

  /** One line, without what would move the cursor or clear the screen; colours stay. */
  public static String line(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }

  /** Somebody else's text as one line: no control characters, not even those of colours. */
  public static String inert(String text) {
    return ALL_CONTROLS.matcher(text).replaceAll(" ");
  }

  /** Columns it takes on a terminal, colours not counted. */
  public static int width(String text) {
    return (int) ESCAPES.matcher(text).replaceAll("").codePoints().count();
  }

  /** A text in lines of so many columns, broken between words where that can be. */
  static List<String> folded(String text, int columns) {
    var lines = new ArrayList<String>();
    var rest = text;
    while (width(rest) > columns) {
      int blank = rest.lastIndexOf(' ', columns);
      int end = blank > 0 ? blank : columns;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** {@code 0.4 s}, {@code 41 s}, {@code 3 min}, {@code 5 h}, {@code 12 d}. */
  public static String length(Duration length) {
    var millis = Math.max(0, length.toMillis());
    if (millis < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    var seconds = millis / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** How long ago, without fractions. */
  public static String age(Instant since, Instant now) {
    var length = Duration.between(since, now);
    return length(length.toMillis() < 10_000 ? Duration.ofSeconds(10) : length)
        .replaceFirst("^10 s$", Math.max(0, length.toSeconds()) + " s");
  }

  /** Time of day when it is today, else with its date; in this machine's zone. */
  public static String time(Instant at, Instant now) {
    var zone = ZoneId.systemDefault();
    var same = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return (same ? CLOCK : DAY).format(at.atZone(zone));
  }

  /** {@code 2}, {@code 0.5}. */
  public static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** {@code 512 B}, {@code 1.2 MiB}. */
  public static String size(long bytes) {
    var units = new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
