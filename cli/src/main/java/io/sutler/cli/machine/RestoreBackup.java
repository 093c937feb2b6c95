package io.sutler.cli.machine;

import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fills a data directory from a backup, by the server's own program, which knows the store. */
public record RestoreBackup(Terminal terminal, DataDirectory data) {

  /** Returns the exit code. */
  public int run(Path backup) throws InterruptedException {
    if (!Files.isReadable(backup)) {
      throw Mishap.usage(backup + " cannot be read");
    }
    var launcher = terminal.variable("SUTLER_HOME").map(h -> Path.of(h, "sutler"));
    if (launcher.isEmpty()) {
      throw Mishap.failed(
          "SUTLER_HOME does not name a Sutler", "start it with its launcher: ./sutler");
    }
    try {
      var process =
          new ProcessBuilder(
                  List.of(
                      launcher.get().toString(),
                      "serve",
                      "restore",
                      backup.toString(),
                      "--data",
                      data.path().toString()))
              .inheritIO()
              .start();
      return process.waitFor() == 0 ? Exit.OK : Exit.FAILED;
    } catch (IOException e) {
      throw Mishap.failed("the restore cannot be started: " + e.getMessage());
    }
  }
}
