package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plays a region's own playbook on a host that is given back, with this machine's Ansible. What
 * that is told lies in a directory of its own, which is gone afterwards.
 *
 * @param hostKey that the host must show; empty only for this machine itself
 */
record PlayRelease(Host host, CloudRegion region, Optional<String> hostKey, Path scratch) {
  private static final String PROGRAM = "ansible-playbook";
  private static final Pattern FATAL =
      Pattern.compile("fatal: \\[[^]]*]: (?:FAILED|UNREACHABLE)! => (\\{.*})");
  private static final int LONGEST = 300;

  /** Whether this machine has an Ansible. */
  static boolean isPossible() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(place -> !place.isEmpty())
        .anyMatch(place -> Files.isExecutable(Path.of(place, PROGRAM)));
  }

  /**
   * @throws CloudTrouble when it did not come to its good end
   */
  void play(String playbook, Duration within) throws CloudTrouble, InterruptedException {
    try (var files = ReleaseFiles.write(host, region, hostKey, playbook, scratch)) {
      int code = run(files, within);
      if (code != 0) {
        throw failed(why(files.said()));
      }
    } catch (IOException e) {
      throw new CloudTrouble(
          Blame.PLATFORM,
          "release-failed",
          "the release playbook of region %s could not be played here: %s"
              .formatted(region.region().name(), HostNames.shown(String.valueOf(e.getMessage()))));
    }
  }

  private int run(ReleaseFiles files, Duration within)
      throws CloudTrouble, IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                PROGRAM,
                "--inventory=inventory.json",
                "--extra-vars=@vars.json",
                ReleaseFiles.PLAYBOOK)
            .directory(files.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(files.output().toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    if (region.region().settings().get("env") instanceof Map<?, ?> env) {
      env.forEach(
          (name, value) -> builder.environment().put(String.valueOf(name), String.valueOf(value)));
    }
    builder.environment().putAll(files.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CloudTrouble(
          Blame.PLATFORM,
          "no-ansible",
          "there is no ansible-playbook on the server to play the release playbook of region %s with: install it (apt install ansible-core); it is tried again"
              .formatted(region.region().name()));
    }
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("it did not end within " + within.toMinutes() + " minutes");
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private CloudTrouble failed(String why) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "release-failed",
        "the release playbook of region %s failed on %s, which stays leased: %s"
            .formatted(region.region().name(), host.name(), why));
  }

  /** The message of the task that failed, else the last line that says something. */
  static String why(String said) {
    var line = "";
    for (var one : said.lines().toList()) {
      var fatal = FATAL.matcher(one);
      if (fatal.find()) {
        return shown(message(fatal.group(1)).orElse(fatal.group(1)));
      }
      if (one.startsWith("ERROR!")) {
        return shown(one);
      }
      line = one.isBlank() ? line : one;
    }
    return line.isEmpty() ? "it said nothing" : shown(line);
  }

  private static Optional<String> message(String result) {
    return Answer.json(result).get("msg") instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static String shown(String text) {
    var plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }
}
