package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Real hosts to try things on: containers whose first process is systemd, reached over SSH as root.
 * Needs podman and an image that boots; {@code CONTAINERS_CONF} reaches podman as it is.
 */
final class RealHosts implements AutoCloseable {
  private static final String IMAGE = System.getProperty("sutler.real.image", "local/host:1");

  /** Of those that run tests side by side. */
  private static final int FORK = Integer.getInteger("sutler.fork", 1);

  private static final String NETWORK = "sutler-story-" + FORK;
  static final String SUBNET = "10.89." + (56 + FORK) + ".";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path directory;
  private final List<Integer> numbers = new ArrayList<>();

  private final List<String> rights;

  /**
   * @param rights what more they may than containers do
   */
  RealHosts(Path directory, int count, String... rights) throws IOException {
    this.directory = directory;
    this.rights = Stream.of(rights).map(right -> "--cap-add=" + right).toList();
    remove();
    run("podman", "network", "create", "--subnet", SUBNET + "0/24", NETWORK);
    newKey("key");
    for (int i = 0; i < count; i++) {
      make(i);
    }
  }

  private static String name(int number) {
    return NETWORK + "-" + number;
  }

  static String address(int number) {
    return SUBNET + (10 + number);
  }

  /** Writes a new key pair. */
  void newKey(String name) {
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve(name).toString());
  }

  String key(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  /** As a driver tells of it. */
  static Map<String, Object> member(int number, String machine) {
    return Map.of(
        "name",
        "nodes-" + number,
        "role",
        "",
        "facts",
        Map.of("address", address(number), "login", "root", "machine", machine));
  }

  /** Makes one that lets our key in, and waits until it answers. */
  void make(int number) {
    numbers.add(number);
    var words =
        new ArrayList<>(
            List.of("podman", "create", "--name", name(number), "--network", NETWORK, "--ip"));
    words.addAll(List.of(address(number), "--systemd=always", "--memory", "1g"));
    words.addAll(rights);
    words.add(IMAGE);
    run(words.toArray(String[]::new));
    run("podman", "start", name(number));
    letIn(number, "key");
    awaitSsh(number);
  }

  /** Makes this key the only one that is let in. */
  void letIn(int number, String key) {
    on(number, "mkdir -p /root/.ssh && chmod 700 /root/.ssh");
    var file = "/root/.ssh/authorized_keys";
    run("podman", "cp", directory.resolve(key + ".pub").toString(), name(number) + ":" + file);
    on(number, "chown root:root " + file + " && chmod 600 " + file);
  }

  /** Waits until its boot is over and SSH answers. */
  void awaitSsh(int number) {
    Awaitility.await("ssh answers on " + name(number))
        .atMost(PATIENCE)
        .until(() -> tried("podman", "exec", name(number), "systemctl", "is-active", "-q", "ssh"));
  }

  /** Its power is cut. */
  void halt(int number) {
    run("podman", "stop", "-t", "0", name(number));
  }

  /** Boots what was halted, and waits until SSH answers. */
  void boot(int number) {
    run("podman", "start", name(number));
    awaitSsh(number);
  }

  /** From now on it answers nobody. */
  void pause(int number) {
    run("podman", "pause", name(number));
  }

  void unpause(int number) {
    run("podman", "unpause", name(number));
  }

  /** Copies a file or a directory there. */
  void copy(Path from, int number, String to) {
    run("podman", "cp", from.toString(), name(number) + ":" + to);
  }

  /** What a shell there says. */
  String on(int number, String script) {
    return run("podman", "exec", name(number), "sh", "-c", script);
  }

  private static boolean tried(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static String run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as(String.join(" ", command) + ": " + said).isZero();
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void remove() {
    for (int i = 0; i < 10; i++) {
      run("podman", "rm", "-f", "-i", "-t", "0", name(i));
    }
    run("podman", "network", "rm", "-f", NETWORK);
  }

  @Override
  public void close() {
    remove();
  }
}
