package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a server's last runs of playbooks did. */
final class PlaybookRuns {
  private static final Predicate<String> NOTHING = line -> line.contains(" changed 0,");

  private PlaybookRuns() {}

  /** So many playbooks ran, and the last run of each found nothing to change. */
  static void changedNothing(Path data, int playbooks) throws IOException {
    List<Path> records;
    try (var files = Files.walk(data.resolve("components"))) {
      records = files.filter(file -> file.endsWith("ansible.json")).toList();
    }
    var changed = new ArrayList<String>();
    for (var record : records) {
      changed.add(String.valueOf(Json.object(Files.readString(record)).get("changed")));
    }
    assertThat(changed).as("%s", records).hasSize(playbooks).containsOnly("0");
  }

  /**
   * The deployment's newest run played books, and they found nothing to change.
   *
   * @param deployment its path
   */
  static void newestChangedNothing(Api api, String deployment) {
    var newest = api.get(deployment + "/runs?limit=1").text("/items/0/id");
    var run = api.get(deployment.replaceFirst("/deployments/.*", "/runs/") + newest).body();
    assertThat(run.findValuesAsText("summary")).as("%s", run).isNotEmpty().allMatch(NOTHING);
  }
}
