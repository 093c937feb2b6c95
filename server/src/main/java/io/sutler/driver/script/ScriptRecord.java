package io.sutler.driver.script;

import io.sutler.driver.ComponentView;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What stays in the workspace of what its script did last.
 *
 * @param digest of the inputs it was last run with to its good end
 */
record ScriptRecord(String digest) {
  private static final String FILE = "script.json";

  void write(ComponentView c) throws IOException {
    PrivateFiles.write(OwnFiles.of(c).resolve(FILE), Json.write(this));
  }

  static Optional<ScriptRecord> read(ComponentView c) {
    try {
      return Optional.of(
          Json.read(Files.readString(OwnFiles.of(c).resolve(FILE)), ScriptRecord.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
