package io.sutler.cloud.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names that one pattern of an inventory stands for: {@code web[01:10].example.com}. */
final class HostNames {
  /** How many hosts a region may have. */
  static final int MOST = 2000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,6}:[0-9]{1,6}(:[0-9]{1,6})?");
  private static final Pattern LETTERS = Pattern.compile("([a-z]:[a-z]|[A-Z]:[A-Z])(:[0-9]{1,2})?");

  private HostNames() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * @throws Malformed with a sentence that names no line
   */
  static List<String> of(String pattern) throws Malformed {
    var names = List.of("");
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('[', at);
      var plain = pattern.substring(at, open < 0 ? pattern.length() : open);
      names = joined(names, List.of(plain));
      if (open < 0) {
        break;
      }
      int close = pattern.indexOf(']', open);
      if (close < 0) {
        throw new Malformed("'%s' opens a range and does not close it".formatted(shown(pattern)));
      }
      names = joined(names, range(pattern.substring(open + 1, close)));
      at = close + 1;
    }
    for (var name : names) {
      if (!isName(name)) {
        throw new Malformed(
            "'%s' is no name of a host: use letters, digits, '.', '_' and '-'"
                .formatted(shown(name)));
      }
    }
    return names;
  }

  private static List<String> joined(List<String> heads, List<String> tails) throws Malformed {
    if ((long) heads.size() * tails.size() > MOST) {
      throw new Malformed("this stands for more than " + MOST + " hosts: list fewer");
    }
    var all = new ArrayList<String>();
    heads.forEach(head -> tails.forEach(tail -> all.add(head + tail)));
    return all;
  }

  private static List<String> range(String text) throws Malformed {
    var parts = text.split(":", -1);
    boolean numbers = NUMBERS.matcher(text).matches();
    if (!numbers && !LETTERS.matcher(text).matches()) {
      throw new Malformed(
          "'[%s]' is no range: write one like [01:10] or [a:f]".formatted(shown(text)));
    }
    int from = numbers ? Integer.parseInt(parts[0]) : parts[0].charAt(0);
    int to = numbers ? Integer.parseInt(parts[1]) : parts[1].charAt(0);
    int step = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
    if (from > to || step < 1) {
      throw new Malformed("'[%s]' is an empty range: begin with the lower end".formatted(text));
    }
    if ((to - from) / step >= MOST) {
      throw new Malformed("this stands for more than " + MOST + " hosts: list fewer");
    }
    // as Ansible has it: a leading zero says how wide the numbers are
    int width = numbers && parts[0].startsWith("0") ? parts[0].length() : 0;
    var all = new ArrayList<String>();
    for (int i = from; i <= to; i += step) {
      all.add(numbers ? "0".repeat(Math.max(0, width - digits(i))) + i : "" + (char) i);
    }
    return all;
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }

  /** For a sentence: one line, and not too much of it. */
  static String shown(String text) {
    var plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }
}
