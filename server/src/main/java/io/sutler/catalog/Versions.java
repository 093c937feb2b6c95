package io.sutler.catalog;

import io.sutler.domain.Refusal;
import io.sutler.domain.Slug;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Versions as in semver.org 2.0.0, and references to plans by them. */
public final class Versions {
  /** Oldest first by semver's precedence; what has the same precedence, by text. */
  public static final Comparator<String> ORDER =
      Comparator.<String, MatchResult>comparing(Versions::parts, Versions::precedence)
          .thenComparing(Comparator.naturalOrder());

  private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
              + "(?:\\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
              + "(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?");
  private static final Pattern PARTIAL = Pattern.compile(NUMBER + "(\\." + NUMBER + ")?");

  private Versions() {}

  public static boolean isValid(String version) {
    return version.length() <= 100 && FORM.matcher(version).matches();
  }

  /** A reference as written: {@code plan}, {@code plan@1}, {@code plan@1.2}, {@code plan@1.2.0}. */
  public record Ref(String plan, Optional<String> version) {
    /**
     * @throws Refusal with {@code pointer} when it is none
     */
    public static Ref parse(String pointer, String text) {
      int at = text.indexOf('@');
      String plan = at < 0 ? text : text.substring(0, at);
      var version = at < 0 ? Optional.<String>empty() : Optional.of(text.substring(at + 1));
      if (!Slug.isValid(plan)
          || version.filter(v -> !isValid(v) && !PARTIAL.matcher(v).matches()).isPresent()) {
        throw Refusal.invalid(
            pointer,
            "'"
                + Fields.brief(text.replaceAll("\\p{Cntrl}", "?"))
                + "' names no plan: write name, name@1, name@1.2 or name@1.2.0");
      }
      return new Ref(plan, version);
    }

    /**
     * The newest version that fits; pre-releases only where the reference names one exactly, or
     * nothing else fits.
     *
     * @param versions must all be valid
     */
    public Optional<String> newest(List<String> versions) {
      if (version.isPresent() && isValid(version.get())) {
        return version.filter(versions::contains);
      }
      String prefix = version.map(v -> v + ".").orElse("");
      var fitting = versions.stream().filter(v -> v.startsWith(prefix)).sorted(ORDER).toList();
      return fitting.reversed().stream()
          .filter(v -> parts(v).group(4) == null)
          .findFirst()
          .or(() -> fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.getLast()));
    }
  }

  private static MatchResult parts(String version) {
    var matcher = FORM.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no version: " + version);
    }
    return matcher.toMatchResult();
  }

  private static int precedence(MatchResult a, MatchResult b) {
    for (int group = 1; group <= 3; group++) {
      int order =
          Integer.compare(Integer.parseInt(a.group(group)), Integer.parseInt(b.group(group)));
      if (order != 0) {
        return order;
      }
    }
    var before = Optional.ofNullable(a.group(4));
    var after = Optional.ofNullable(b.group(4));
    if (before.isEmpty() || after.isEmpty()) {
      return Boolean.compare(before.isEmpty(), after.isEmpty());
    }
    return preRelease(before.get().split("\\."), after.get().split("\\."));
  }

  private static int preRelease(String[] a, String[] b) {
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      boolean numberA = a[i].matches("[0-9]+");
      boolean numberB = b[i].matches("[0-9]+");
      int order =
          numberA && numberB
              ? new BigInteger(a[i]).compareTo(new BigInteger(b[i]))
              : numberA != numberB ? Boolean.compare(numberB, numberA) : a[i].compareTo(b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }
}
