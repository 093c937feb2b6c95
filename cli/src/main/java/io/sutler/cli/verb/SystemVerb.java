package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.machine.ControlPlane;
import io.sutler.cli.machine.DataDirectory;
import io.sutler.cli.machine.RestoreBackup;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.SystemInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "system",
    description = "The control plane itself.",
    footer = {
      "",
      "Examples:",
      "  sutler system status",
      "  sutler system backup monday.sutler",
      "  sutler system restore monday.sutler --data ~/.local/share/sutler"
    })
public final class SystemVerb {
  @Mixin Help help = new Help();

  @Command(
      name = "status",
      description = "What the server is and how it does.",
      footer = {"", "Example:", "  sutler system status"})
  int status(@Mixin Common common) {
    var session = common.session();
    var answer = session.client().get("/system");
    session.print(answer, "name", () -> lines(session, Data.as(answer, SystemInfo.class)));
    return Exit.OK;
  }

  @Command(
      name = "backup",
      description = {
        "Copies the whole store while work goes on (admins).",
        "Secrets in it stay sealed: keep the master key of the data directory elsewhere."
      },
      footer = {"", "Example:", "  sutler system backup monday.sutler"})
  int backup(
      @Mixin Common common,
      @Parameters(paramLabel = "FILE", description = "to be written; never in the place of another")
          String file) {
    var session = common.session();
    var to = session.terminal().path(file);
    if (Files.exists(to)) {
      throw Mishap.usage(file + " is there already", "name another file");
    }
    var part = Path.of(to + ".part");
    try (var in =
        session.client().stream(
            new Client.Request("POST", "/system:backup")
                .header("Accept", "application/octet-stream"))) {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      var size = Files.size(to);
      session.print(
          Data.object().put("file", to.toString()).put("bytes", size),
          "file",
          () -> List.of("backed up to " + file + "   (" + Plain.size(size) + ")"));
      return Exit.OK;
    } catch (IOException e) {
      throw new Mishap(
          Exit.FAILED,
          "the backup broke off: " + e.getMessage(),
          e,
          "there is no whole copy in " + file);
    }
  }

  @Command(
      name = "restore",
      description = "Fills an empty data directory from a backup; its server must not run.",
      footer = {"", "Example:", "  sutler system restore monday.sutler --data /srv/sutler"})
  int restore(
      @Mixin Common common,
      @Parameters(paramLabel = "FILE", description = "that sutler system backup wrote") String file,
      @Option(
              names = "--data",
              paramLabel = "DIRECTORY",
              description = "else SUTLER_DATA, else ~/.local/share/sutler")
          Optional<String> data)
      throws InterruptedException {
    var terminal = common.terminal();
    var directory = DataDirectory.of(terminal, data);
    if (ControlPlane.find(directory).isPresent()) {
      throw Mishap.usage(
          "a control plane runs on " + terminal.tilde(directory.path()),
          "stop it first: sutler down, or name another directory with --data");
    }
    return new RestoreBackup(terminal, directory).run(terminal.path(file));
  }

  private static List<String> lines(Session session, SystemInfo info) {
    var now = session.terminal().clock().instant();
    var lines = new ArrayList<String>();
    lines.add(
        "  Sutler "
            + info.version()
            + " at "
            + session.client().server()
            + (info.accepts() ? "" : "   accepts no writes now"));
    lines.add(
        "  name       "
            + info.name()
            + ", pid "
            + info.pid()
            + ", up "
            + Plain.age(info.startedAt(), now));
    lines.add("  place      " + info.place());
    lines.add("  store      " + info.store());
    lines.add("  drivers    " + String.join(", ", info.drivers()));
    info.counts().forEach((what, count) -> lines.add("  " + padded(plural(what)) + count));
    return lines;
  }

  private static String padded(String what) {
    return what + " ".repeat(Math.max(1, 11 - what.length()));
  }

  /** The store's words as people say them. */
  private static String plural(String what) {
    return switch (what) {
      case "app_user" -> "users";
      case "command_open" -> "going on";
      case "run_open" -> "runs";
      case "retained" -> "retained";
      case String one -> one + "s";
    };
  }
}
