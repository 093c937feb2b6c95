package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Gives a host back as it was before its lease, step by step; each may be done again. The region's
 * own cleaning finds the services and accounts that it may know.
 */
record GiveBack(Leased leased, Path scratch) {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(30);

  /**
   * @throws CloudTrouble when it could not be cleaned: it stays leased then
   */
  void now() throws CloudTrouble, InterruptedException {
    var quiet = leased.told("quiet", SHORT);
    if (!quiet.says("quiet") && !quiet.says("lost")) {
      throw Troubles.strange(leased.host(), "quiet", quiet);
    }
    // the next lease's host is nobody's to clean
    if (quiet.says("quiet")) {
      // before anything is cleaned: what is on them stays
      withoutDisks();
      ownCleaning();
      must("services", "stopped");
      must("accounts", "removed");
    }
    must("release", "released");
  }

  private void withoutDisks() throws CloudTrouble, InterruptedException {
    var failed = leased.failed(Script.of("unmount"), "unmounted", LONG);
    if (failed.isPresent()) {
      var words = failed.get().split(" ", 2);
      throw failed(
          "the disk at %s of %s, which stays leased, is still used by %s: end that there; it is tried again"
              .formatted(
                  HostNames.shown(words[0]),
                  host(),
                  HostNames.shown(words.length > 1 ? words[1].strip() : "")));
    }
  }

  private void ownCleaning() throws CloudTrouble, InterruptedException {
    var region = leased.region();
    var settings = Settings.of(region);
    if (!settings.playbook().isEmpty()) {
      var key = leased.shells().hostKey(leased.host(), region);
      new PlayRelease(leased.host(), region, key, scratch).play(settings.playbook(), LONG);
    }
    if (!settings.release().isEmpty()) {
      var script = Script.of("clean").with("HOST", host()).with("RELEASE", settings.release());
      var failed = leased.failed(script, "cleaned", LONG);
      if (failed.isPresent()) {
        throw failed(
            "the release script of region %s failed on %s, which stays leased: %s"
                .formatted(region.region().name(), host(), HostNames.shown(failed.get())));
      }
    }
  }

  private void must(String script, String good) throws CloudTrouble, InterruptedException {
    var failed = leased.failed(Script.of(script), good, LONG);
    if (failed.isPresent()) {
      throw failed(
          "%s, which stays leased, is not yet as it was before: %s; it is tried again"
              .formatted(host(), HostNames.shown(failed.get())));
    }
  }

  private String host() {
    return leased.host().name();
  }

  private static CloudTrouble failed(String sentence) {
    return new CloudTrouble(Blame.PROVIDER, "release-failed", sentence);
  }
}
