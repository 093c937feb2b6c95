package io.sutler.secret;

import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Masks clear secrets in a stream of chunks, also where one is split over chunks, and their usual
 * disguises (base64, URL-encoded, JSON-escaped, the single lines of a longer one). Holds back only
 * what could be the start of a secret, never more than the longest one. Not thread-safe: one per
 * stream.
 */
public final class Mask {
  /** What stands in a log where a secret was. */
  public static final String STARS = "***";

  private final Needles needles;
  private final Consumer<String> out;
  private final StringBuilder held = new StringBuilder();
  private final BitSet masked = new BitSet();
  private Needles.Node at;
  private boolean starred;

  /**
   * @param secrets clear texts; those under {@link Needles#SHORTEST} characters are not masked, as
   *     the log would be nothing but stars
   * @param out gets the masked text
   */
  public Mask(Set<String> secrets, Consumer<String> out) {
    this.needles = Needles.of(secrets);
    this.at = needles.root();
    this.out = out;
  }

  public void write(String chunk) {
    if (needles.isEmpty()) {
      out.accept(chunk);
      return;
    }
    var clear = new StringBuilder(chunk.length());
    for (int i = 0; i < chunk.length(); i++) {
      at = at.next(chunk.charAt(i));
      held.append(chunk.charAt(i));
      if (at.longest() > 0) {
        masked.set(held.length() - at.longest(), held.length());
      }
      release(held.length() - at.depth(), clear);
    }
    give(clear);
  }

  /** Gives what was held back. Only at the end of the stream: a secret split by it would show. */
  public void flush() {
    var clear = new StringBuilder();
    release(held.length(), clear);
    give(clear);
    at = needles.root();
  }

  private void release(int count, StringBuilder to) {
    if (count == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!masked.get(i)) {
        to.append(held.charAt(i));
      } else if (!starred) {
        to.append(STARS);
      }
      starred = masked.get(i);
    }
    held.delete(0, count);
    var rest = masked.get(count, Math.max(count, masked.length()));
    masked.clear();
    masked.or(rest);
  }

  private void give(StringBuilder clear) {
    if (!clear.isEmpty()) {
      out.accept(clear.toString());
    }
  }
}
