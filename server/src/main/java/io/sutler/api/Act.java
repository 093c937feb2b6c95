package io.sutler.api;

/** What a route does. Called on a virtual thread; may block; refuses by throwing. Thread-safe. */
@FunctionalInterface
public interface Act {
  /**
   * @throws io.sutler.domain.Refusal becomes a problem document
   * @throws HttpRefusal likewise, for what only HTTP knows
   */
  Answer on(Ask ask) throws InterruptedException;
}
