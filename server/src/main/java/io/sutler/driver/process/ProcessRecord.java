package io.sutler.driver.process;

import io.sutler.driver.ComponentView;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.Programs;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stays in the workspace of how a component was started last.
 *
 * @param digest of the inputs it runs with
 * @param shape see {@link ProcessInputs#shape}
 * @param settings digest of the settings it runs with, salted
 * @param generation the newest level that was carried out here
 * @param spawn tag of its start; empty before the first
 * @param stopped whether it is down because that was asked
 * @param ports as they were given, kept for life
 * @param askedPorts the preferences that they were given for: another preference is another choice
 * @param ready whether it answered its check since its start
 */
record ProcessRecord(
    String digest,
    String shape,
    String settings,
    long generation,
    String spawn,
    boolean stopped,
    boolean ready,
    Map<String, Integer> ports,
    Map<String, Integer> askedPorts,
    Optional<Instant> startedAt) {

  private static Path file(ComponentView c) {
    return OwnFiles.of(c).resolve("process.json");
  }

  static Optional<ProcessRecord> read(ComponentView c) {
    try {
      return Optional.of(Json.read(Files.readString(file(c)), ProcessRecord.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void write(ComponentView c) throws IOException {
    PrivateFiles.write(file(c), Json.write(this));
  }

  static ProcessRecord first(ComponentView c) {
    return new ProcessRecord(
        "", "", "", c.generation(), "", false, false, Map.of(), Map.of(), Optional.empty());
  }

  ProcessRecord withPorts(Map<String, Integer> given, Map<String, Integer> asked) {
    return new ProcessRecord(
        digest, shape, settings, generation, spawn, stopped, ready, given, asked, startedAt);
  }

  ProcessRecord asStopped(long level) {
    return new ProcessRecord(
        digest, shape, settings, level, spawn, true, false, ports, askedPorts, startedAt);
  }

  /** Runs, and is to be asked again whether it answers. */
  ProcessRecord notReady() {
    return new ProcessRecord(
        digest, shape, settings, generation, spawn, stopped, false, ports, askedPorts, startedAt);
  }

  ProcessRecord asReady(ComponentView c) {
    return new ProcessRecord(
        c.desired().digest(),
        ProcessInputs.shape(c),
        settings(c, spawn),
        c.generation(),
        spawn,
        false,
        true,
        ports,
        askedPorts,
        startedAt);
  }

  ProcessRecord started(ComponentView c, String newSpawn, Instant now) {
    return new ProcessRecord(
        c.desired().digest(),
        ProcessInputs.shape(c),
        settings(c, newSpawn),
        c.generation(),
        newSpawn,
        false,
        false,
        ports,
        askedPorts,
        Optional.of(now));
  }

  /** Whether it runs with these very settings. */
  boolean hasSettings(ComponentView c) {
    return settings.equals(settings(c, spawn));
  }

  private static String settings(ComponentView c, String salt) {
    return Json.digest(List.of(salt, Programs.settings(c)));
  }
}
