package io.sutler.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a person may have meant. */
final class DidYouMean {
  private DidYouMean() {}

  /** " (did you mean 'x'?)", or nothing when no candidate is near. */
  static String hint(String given, Collection<String> candidates) {
    return nearest(given, candidates).map(c -> " (did you mean '" + c + "'?)").orElse("");
  }

  /** The hint, or else all that there are. */
  static String hintOrList(String given, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return ": there are none";
    }
    return nearest(given, candidates)
        .map(c -> ": did you mean '" + c + "'?")
        .orElseGet(() ->
            ": there is "
                + String.join(", ", candidates.stream().sorted().limit(12).toList())
                + (candidates.size() > 12 ? ", ..." : ""));
  }

  private static Optional<String> nearest(String given, Collection<String> candidates) {
    if (given.length() > 100) {
      return Optional.empty();
    }
    int most = Math.max(1, given.length() / 3);
    return candidates.stream()
        .filter(c -> distance(given, c) <= most)
        .min(Comparator.comparingInt((String c) -> distance(given, c)).thenComparing(c -> c));
  }

  /** Edits between two texts, a swap of neighbours counting as one; letter case does not count. */
  private static int distance(String a, String b) {
    String x = plain(a);
    String y = plain(b);
    int[][] d = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && x.charAt(i - 1) == y.charAt(j - 2)
            && x.charAt(i - 2) == y.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[x.length()][y.length()];
  }

  private static String plain(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replace('-', '_');
  }
}
