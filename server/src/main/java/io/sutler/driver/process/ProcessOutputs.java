package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.Outputs;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of one component, gathered from all its programs: what {@code prepare} wrote, then
 * what the program itself wrote, then {@code reload}. Kept until they are surely recorded.
 */
final class ProcessOutputs {
  static final String PHASE = "gathered";

  private ProcessOutputs() {}

  private static Path file(ComponentView c) {
    return OwnFiles.of(c).resolve(PHASE).resolve("outputs.json");
  }

  /** Begins anew, before a start. */
  static void clear(ComponentView c) throws IOException {
    Files.deleteIfExists(file(c));
  }

  /** Adds what a program wrote. */
  static void add(ComponentView c, Path written, StepLog log) throws IOException, ProgramFailure {
    var all = new LinkedHashMap<>(gathered(c).orElse(Map.of()));
    all.putAll(Outputs.written(written, c.desired().outputs(), log::note));
    PrivateFiles.above(file(c));
    PrivateFiles.write(file(c), Json.write(all));
    Files.deleteIfExists(written);
  }

  /** All gathered since the last start; empty when they were forgotten. */
  static Optional<Map<String, Object>> gathered(ComponentView c) throws IOException {
    if (!Files.exists(file(c))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.object(Files.readString(file(c))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether they are lost though a former Sutler may not have recorded them. */
  static boolean lost(ComponentView c) throws IOException {
    return c.applied().isEmpty()
        && gathered(c).isEmpty()
        && c.desired().outputs().values().stream().anyMatch(spec -> spec.required());
  }
}
