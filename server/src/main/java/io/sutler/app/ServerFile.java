package io.sutler.app;

import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** {@code server.json}: tells the command line where the server of this data directory is. */
record ServerFile(Path path) {
  static ServerFile in(Path data) {
    return new ServerFile(data.resolve("server.json"));
  }

  void write(String url, String installation) throws IOException {
    var fresh = path.resolveSibling("server.json.new");
    var facts =
        Map.<String, Object>of(
            "url", url, "pid", ProcessHandle.current().pid(), "installation", installation);
    Files.writeString(fresh, Json.write(new TreeMap<>(facts)) + "\n");
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves the file of a server that came after this one. */
  void remove() throws IOException {
    if (Files.exists(path)
        && Files.readString(path).contains("\"pid\":" + ProcessHandle.current().pid() + ",")) {
      Files.delete(path);
    }
  }
}
