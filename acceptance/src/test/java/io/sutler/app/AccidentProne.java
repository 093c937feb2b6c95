package io.sutler.app;

import java.nio.file.Path;
import java.util.List;

/**
 * The control plane, with a store that halts the process where the file {@code halt} says, and a
 * clock that the file {@code clock} sets wrong. The folder of both is the system property {@code
 * accidents}.
 */
public final class AccidentProne {
  private AccidentProne() {}

  public static void main(String[] line) throws InterruptedException {
    Logging.setUp();
    var folder = Path.of(System.getProperty("accidents"));
    var environment = System.getenv();
    var settings = ReadSettings.from(Arguments.of(List.of(line)), environment);
    var clock = new JumpingClock(folder.resolve("clock"));
    var halt = new HaltAtWrite(folder.resolve("halt"));
    Main.stand(Sutler.start(settings, environment, clock, halt::guard), System.out);
  }
}
