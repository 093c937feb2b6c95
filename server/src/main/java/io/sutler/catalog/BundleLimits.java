package io.sutler.catalog;

import io.sutler.domain.Refusal;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keeps count of the files on their way into a bundle, and refuses what may not be in one. */
final class BundleLimits {
  private static final int MAX_PATH = 240;
  private static final int MAX_DEPTH = 20;
  private final Map<String, String> seen = new HashMap<>();
  private final Set<String> directories = new HashSet<>();
  private long bytes;

  static Refusal tooLarge(String fact, String limit) {
    return new Refusal(
        Refusal.Kind.TOO_LARGE,
        "bundle-too-large",
        "the bundle is too large: " + fact + ", " + limit + " are allowed; leave files out");
  }

  static Refusal invalid(String path, String sentence) {
    return Refusal.invalid(printable(path), sentence);
  }

  /** Takes note of a file's path. */
  void file(String path) {
    if (seen.size() >= Bundle.MAX_FILES) {
      throw tooLarge(
          "it has more than " + Bundle.MAX_FILES + " files", Bundle.MAX_FILES + " files");
    }
    refuseUnsafe(path);
    String folded = fold(path);
    var same = seen.put(folded, path);
    if (same != null) {
      throw invalid(
          path,
          same.equals(path)
              ? "the file '%s' is in it twice: remove one".formatted(printable(path))
              : "'%s' and '%s' differ only in letter case: rename one"
                  .formatted(printable(same), printable(path)));
    }
    for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
      directories.add(folded.substring(0, slash));
    }
  }

  /** Takes note of more content. */
  void content(long more) {
    bytes += more;
    if (bytes > Bundle.MAX_UNPACKED) {
      throw tooLarge(
          "unpacked, it has more than " + Bundle.MAX_UNPACKED + " bytes",
          Bundle.MAX_UNPACKED + " bytes");
    }
  }

  /** To be asked when all files are noted. */
  void done() {
    for (var directory : directories) {
      var file = seen.get(directory);
      if (file != null) {
        throw invalid(file, "'" + printable(file) + "' is a file and a directory: rename one");
      }
    }
    if (seen.isEmpty()) {
      throw invalid("", "the bundle is empty: it needs a " + PlanParser.FILE + " at its root");
    }
  }

  static void refuseUnsafe(String path) {
    boolean unsafe =
        path.isEmpty()
            || path.length() > MAX_PATH
            || path.startsWith("/")
            || path.contains("\\")
            || path.contains(":")
            || !path.codePoints().allMatch(BundleLimits::isPrintable)
            || !Normalizer.isNormalized(path, Normalizer.Form.NFC);
    String[] steps = path.split("/", -1);
    for (var step : steps) {
      unsafe |=
          step.isEmpty() || step.equals(".") || step.equals("..") || !step.equals(step.strip());
    }
    if (unsafe || steps.length > MAX_DEPTH) {
      throw invalid(
          path,
          "'%s' is no path that a bundle may hold: use relative paths of plain names, at most %d characters and %d deep"
              .formatted(printable(path), MAX_PATH, MAX_DEPTH));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String fold(String path) {
    return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static String printable(String path) {
    var shown = new StringBuilder();
    path.codePoints().limit(100).forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
    return shown.toString();
  }
}
