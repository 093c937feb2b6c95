package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backup: an SQLite file with every table, whichever database it was made of. */
final class BackupFile {
  private BackupFile() {}

  /**
   * @throws Refusal when something is there already
   */
  static void claim(Path target) {
    if (Files.exists(target)) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "exists",
          target + " is there already: name a new file for the backup");
    }
  }
}
