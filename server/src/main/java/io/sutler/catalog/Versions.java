package io.sutler.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Versions as in semver.org 2.0.0, and references to plans by them. */
public final class Versions {
  /** Oldest first by semver's precedence. Both must be valid. */
  public static final Comparator<String> ORDER = (a, b) -> 0;

  private Versions() {}

  public static boolean isValid(String version) {
    throw new UnsupportedOperationException();
  }

  /** A reference as written: {@code plan}, {@code plan@1}, {@code plan@1.2}, {@code plan@1.2.0}. */
  public record Ref(String plan, Optional<String> version) {
    /**
     * @throws io.sutler.domain.Refusal with {@code pointer} when it is none
     */
    public static Ref parse(String pointer, String text) {
      throw new UnsupportedOperationException();
    }

    /**
     * The newest version that fits; pre-releases only where the reference names one exactly, or
     * nothing else fits.
     */
    public Optional<String> newest(List<String> versions) {
      throw new UnsupportedOperationException();
    }
  }
}
