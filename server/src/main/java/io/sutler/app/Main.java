package io.sutler.app;

import io.sutler.domain.Refusal;
import io.sutler.secret.KeyCheck;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the program begins. */
public final class Main {
  private static final String USAGE =
      """
      serve                  run the control plane (also without a word)
      backup FILE            write a copy of the store while no server runs (else: sutler system backup)
      restore FILE           fill an empty data directory or database from a copy
      forget-key             let the next start take another master key: what the lost one sealed stays sealed
      settings               list every setting
      """;

  private static final Logger LOG = Logger.getLogger(Main.class.getName());

  /** As exact as the store is: what is told at first is what is told again. */
  private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));

  private Main() {}

  public static void main(String[] line) {
    Logging.setUp();
    var status = run(List.of(line), System.getenv(), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Returns when all is done; serving ends with the process. */
  static int run(
      List<String> line, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      var arguments = Arguments.of(line);
      var words = arguments.words();
      var verb = words.isEmpty() ? "serve" : words.getFirst();
      var rest = words.isEmpty() ? words : words.subList(1, words.size());
      switch (verb) {
        case "serve" -> {
          none(rest);
          serve(ReadSettings.from(arguments, environment), environment, out);
        }
        case "backup" -> {
          var file = file(rest);
          backup(ReadSettings.from(arguments, environment), file);
          out.println("written: " + file);
        }
        case "restore" -> {
          var file = file(rest);
          var settings = ReadSettings.from(arguments, environment);
          DataDirectory.open(settings.data());
          OpenStore.restore(settings, file, InstantSource.system());
          out.println("restored from " + file);
        }
        case "forget-key" -> {
          none(rest);
          forgetKey(ReadSettings.from(arguments, environment));
          out.println("forgotten: the next start takes the master key that it finds");
        }
        case "settings" -> {
          for (var key : Key.values()) {
            out.printf(
                "--%-20s %-26s %s (%s)%n",
                key.text(), key.variable(), key.what(), key.otherwise(environment));
          }
        }
        case "help" -> out.print(USAGE);
        case String other -> throw new CannotStart(2, "there is no '" + other + "': see help");
      }
      return 0;
    } catch (CannotStart failed) {
      failed.sentence().lines().forEach(sentence -> err.println("error: " + sentence));
      return failed.exitCode();
    } catch (Refusal refusal) {
      err.println("error: " + refusal.sentence());
      return 1;
    } catch (RuntimeException defect) {
      LOG.log(Level.FINE, "cannot start", defect);
      err.println(
          "error: Sutler cannot go on, and should say why better than this: report it with %s"
              .formatted(String.valueOf(defect).lines().findFirst().orElse("")));
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void serve(Settings settings, Map<String, String> environment, PrintStream out)
      throws InterruptedException {
    stand(Sutler.start(settings, environment, CLOCK), out);
  }

  /** Says that it is ready, and waits for the end of the process. */
  static void stand(Sutler sutler, PrintStream out) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(sutler::close));
    out.printf("ready %s pid %d%n", sutler.url(), ProcessHandle.current().pid());
    out.flush();
    new CountDownLatch(1).await();
  }

  private static void backup(Settings settings, Path file) {
    try (var store = OpenStore.open(settings, InstantSource.system())) {
      store.backup(file);
    }
  }

  private static void forgetKey(Settings settings) {
    try (var store = OpenStore.open(settings, InstantSource.system())) {
      KeyCheck.forget(store.secrets());
    }
  }

  private static void none(List<String> rest) {
    if (!rest.isEmpty()) {
      throw new CannotStart(2, "'" + rest.getFirst() + "' is not understood: see help");
    }
  }

  private static Path file(List<String> rest) {
    if (rest.size() != 1) {
      throw new CannotStart(2, "name one file: the copy");
    }
    return Path.of(rest.getFirst()).toAbsolutePath();
  }
}
