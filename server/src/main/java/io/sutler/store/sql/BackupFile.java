package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/**
 * A backup: an SQLite file with every table, whichever database it was made of. It comes to stand
 * under its name only when it is whole and on the disk, readable by its owner alone.
 */
final class BackupFile {
  private final Path target;
  private final Path part;

  private BackupFile(Path target) {
    this.target = target.toAbsolutePath();
    this.part = this.target.resolveSibling(target.getFileName() + ".part");
  }

  /** What fills the file. */
  @FunctionalInterface
  interface Filling {
    void into(Path part) throws SQLException;
  }

  /**
   * @throws Refusal when something is there already, or it cannot be written
   */
  static void write(Path target, Filling filling) throws SQLException {
    if (Files.exists(target)) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "exists",
          target + " is there already: name a new file for the backup");
    }
    new BackupFile(target).write(filling);
  }

  private void write(Filling filling) throws SQLException {
    try {
      makePrivate(part);
      try {
        filling.into(part);
        force(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileAlreadyExistsException e) {
      throw refused(part + " is there: another backup is being written, or one was cut off");
    } catch (IOException e) {
      throw refused(target + " cannot be written: check its directory and the room on the disk");
    }
  }

  /** Copies a backup to where a store is to be. */
  static void copy(Path backup, Path to) throws IOException {
    var part = to.resolveSibling(to.getFileName() + ".part");
    Files.deleteIfExists(part);
    makePrivate(part);
    try (var from = Files.newInputStream(backup);
        var into = Files.newOutputStream(part)) {
      from.transferTo(into);
    }
    force(part);
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes an empty file that its owner alone can read. */
  static void makePrivate(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * @throws Refusal unless it is a whole backup that this program understands
   */
  static void check(Path backup) {
    if (!Files.isRegularFile(backup)) {
      throw refused("there is no file " + backup);
    }
    try (var session = new SqliteFile(backup).looking()) {
      boolean whole =
          session.first("PRAGMA quick_check", Row::text).filter("ok"::equals).isPresent();
      var format =
          whole ? Schema.format(session, backup.toString()) : java.util.Optional.<Integer>empty();
      if (format.isEmpty()) {
        throw refused(backup + " is no backup of Sutler, or it is damaged");
      }
      Schema.refuseNewer(format.get(), backup.toString());
    } catch (SQLException e) {
      throw refused(backup + " is no backup of Sutler, or it is damaged");
    }
  }

  static Refusal refused(String sentence) {
    return new Refusal(Refusal.Kind.INVALID, "backup", sentence);
  }
}
