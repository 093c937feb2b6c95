package io.sutler.driver.ansible;

import io.sutler.domain.Reading;
import io.sutler.driver.ComponentView;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stays in the workspace of the last good run and of the looks since.
 *
 * @param digest of the inputs that were applied
 * @param at when
 * @param ok tasks of that run that came to their good end, over all hosts
 * @param changed those among them that changed something
 * @param checked when it was last compared with what is there
 * @param drift what that found
 * @param asked when the service was last asked whether it answers
 * @param silentSince since when it does not answer
 */
record AnsibleRecord(
    String digest,
    Instant at,
    long ok,
    long changed,
    Instant checked,
    List<String> drift,
    Instant asked,
    Optional<Instant> silentSince,
    String silence) {
  private static final String FILE = "ansible.json";

  /** Just applied: what a run made so needs no look for a while. */
  static AnsibleRecord of(String digest, Instant now, Map<String, ReadEvents.Count> counts) {
    return new AnsibleRecord(
        digest,
        now,
        counts.values().stream().mapToLong(ReadEvents.Count::ok).sum(),
        counts.values().stream().mapToLong(ReadEvents.Count::changed).sum(),
        now,
        List.of(),
        now,
        Optional.empty(),
        "");
  }

  AnsibleRecord checked(Instant now, List<String> found) {
    return new AnsibleRecord(digest, at, ok, changed, now, found, asked, silentSince, silence);
  }

  AnsibleRecord answered(Instant now) {
    return new AnsibleRecord(digest, at, ok, changed, checked, drift, now, Optional.empty(), "");
  }

  AnsibleRecord silent(Instant now, String said) {
    var since = silentSince.or(() -> Optional.of(now));
    return new AnsibleRecord(digest, at, ok, changed, checked, drift, now, since, said);
  }

  List<Reading> readings() {
    return List.of(
        new Reading("tasks ok", Long.toString(ok), at),
        new Reading("tasks changed", Long.toString(changed), at));
  }

  void write(ComponentView c) throws IOException {
    PrivateFiles.write(OwnFiles.of(c).resolve(FILE), Json.write(this));
  }

  static Optional<AnsibleRecord> read(ComponentView c) {
    try {
      return Optional.of(
          Json.read(Files.readString(OwnFiles.of(c).resolve(FILE)), AnsibleRecord.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
