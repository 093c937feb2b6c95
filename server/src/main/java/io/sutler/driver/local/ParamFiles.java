package io.sutler.driver.local;

import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a program as data: JSON, and the same scalars as quoted lines for a shell to
 * source. Readable by their owner alone, and deleted when the program needs them no more.
 */
public record ParamFiles(Path json, Path shell) {
  private static final String OPERATION = "operation";

  /**
   * Writes both into {@code directory}, which has none yet.
   *
   * @param operation of an operation, under that key; empty for none
   */
  public static ParamFiles write(
      Path directory, Map<String, Object> settings, Map<String, Object> operation)
      throws IOException {
    var all = new LinkedHashMap<>(settings);
    var lines = new StringBuilder();
    scalars(settings).forEach((name, value) -> line(lines, name, value));
    if (!operation.isEmpty()) {
      all.put(OPERATION, operation);
      scalars(operation).forEach((name, value) -> line(lines, "OPERATION_" + name, value));
    }
    var files = new ParamFiles(directory.resolve("params.json"), directory.resolve("params.sh"));
    PrivateFiles.create(files.json, Json.write(all));
    PrivateFiles.create(files.shell, lines.toString());
    return files;
  }

  /** Names as in {@code PARAM_<NAME>}, with the scalar values among {@code data}. */
  static Map<String, String> scalars(Map<String, Object> data) {
    var found = new LinkedHashMap<String, String>();
    data.forEach((name, value) -> {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        found.put(variable(name), value.toString());
      }
    });
    return found;
  }

  /** Upper case, with {@code _} for all but ASCII letters and digits. */
  public static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append("PARAM_").append(name).append("='");
    lines.append(value.replace("'", "'\\''")).append("'\n");
  }

  public void delete() throws IOException {
    Files.deleteIfExists(json);
    Files.deleteIfExists(shell);
  }
}
