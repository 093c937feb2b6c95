package io.sutler.cloud.hosts;

import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** What hosts told, in a file that outlives this server; losing it is borne, as they tell anew. */
record Remembered(Path file) {
  /** Empty where there is no file, or none that can be read. */
  TreeMap<String, Object> read() {
    try {
      return Files.exists(file)
          ? new TreeMap<>(Json.object(Files.readString(file)))
          : new TreeMap<>();
    } catch (IOException | IllegalArgumentException e) {
      return new TreeMap<>();
    }
  }

  /** All at once; nothing happens where it cannot be written. */
  void write(Map<String, Object> all) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, Json.write(all));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // it is asked for again next time
    }
  }
}
