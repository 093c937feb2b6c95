package io.sutler.driver.servers;

import java.time.Duration;

/** Lets time pass; tests move their clock instead. */
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;
}
