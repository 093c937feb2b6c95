package io.sutler.driver;

/**
 * A look at a component's region, taken when it is asked for and seconds old at most: where much
 * stands it costs much, and many a component tells of itself without it.
 */
@FunctionalInterface
public interface Look {
  Sight sight() throws InterruptedException;
}
