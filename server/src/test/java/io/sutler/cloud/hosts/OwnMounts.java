package io.sutler.cloud.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Mounts, an {@code /etc/fstab} and units of systemd that this machine itself sees nothing of, as
 * long as it is open.
 */
final class OwnMounts implements AutoCloseable {
  private final Process process;

  private OwnMounts(Process process) {
    this.process = process;
  }

  /** Skips the test where nobody may mount. */
  static OwnMounts open(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("units"));
    Files.writeString(directory.resolve("fstab"), "# this machine's own\n");
    var systemctl = Files.writeString(directory.resolve("systemctl"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    var script =
        """
        [ -f /etc/fstab ] && [ -d /etc/systemd/system ] || exit 1
        mount --bind '%1$s/fstab' /etc/fstab && mount --bind '%1$s/units' /etc/systemd/system || exit 1
        # there is no systemd to ask
        there=$(command -v systemctl) && mount --bind '%1$s/systemctl' "$(readlink -f "$there")" || exit 1
        echo mounted
        exec sleep 3600
        """
            .formatted(directory);
    assumeTrue(
        Stream.of("unshare", "nsenter").allMatch(OwnMounts::isThere),
        "there is no unshare or nsenter here to mount with");
    var process =
        new ProcessBuilder("unshare", "-m", "sh", "-c", script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = process.inputReader(StandardCharsets.UTF_8).readLine();
    assumeTrue("mounted".equals(said), "this account may not mount anything here");
    return new OwnMounts(process);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** What a program is run with to see them. */
  List<String> before() {
    return List.of("nsenter", "--mount=/proc/" + process.pid() + "/ns/mnt");
  }

  /** Begun there; its output is what it says first. */
  Process begin(String script) throws IOException {
    var words = new java.util.ArrayList<>(before());
    words.addAll(List.of("sh", "-c", script));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  /** What a shell there says. */
  String say(String script) throws IOException, InterruptedException {
    var shell = begin(script);
    shell.getOutputStream().close();
    var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    shell.waitFor(60, TimeUnit.SECONDS);
    return said;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
