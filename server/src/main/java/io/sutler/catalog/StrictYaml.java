package io.sutler.catalog;

import java.util.List;
import java.util.Map;

/**
 * YAML 1.2 core schema, strictly: no duplicate or non-text keys, no anchors, aliases, merge keys or
 * tags, no null, no tabs, no control placeholders; depth and size bounded. {@code yes} and {@code
 * on} are texts.
 */
public final class StrictYaml {
  /** How much is read: characters of the whole text, nesting, and values in all. */
  public record Limits(int characters, int depth, int values) {
    public static final Limits DEFAULT = new Limits(1 << 20, 64, 100_000);
  }

  private StrictYaml() {}

  /**
   * The documents of a text, each a map of String, Long, Double, Boolean, List and Map; empty
   * documents are left out.
   *
   * @throws MalformedYaml with the line of the first fault
   */
  public static List<Map<String, Object>> documents(String text, Limits limits)
      throws MalformedYaml {
    throw new UnsupportedOperationException();
  }
}
