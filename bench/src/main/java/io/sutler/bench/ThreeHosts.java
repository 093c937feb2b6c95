package io.sutler.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three hosts in containers of this machine, whose first process is systemd, reached by SSH. */
record ThreeHosts(Path directory) implements AutoCloseable {
  private static final String NAME = "sutler-bench-playbook";
  private static final String IMAGE = "sutler/host:debian-12";
  private static final String CONFIGURATION = "/var/cache/sutler/conf/containers.conf";
  private static final String SUBNET = "10.89.61.";
  private static final int COUNT = 3;
  private static final int TRIES = 600;

  /** Why there can be none here; empty when there can. */
  static Optional<String> missing() throws IOException, InterruptedException {
    for (var program : List.of("podman", "ansible-playbook", "ssh-keygen")) {
      if (said("sh", "-c", "command -v " + program).isEmpty()) {
        return Optional.of(program + " is not installed: regions/container/prepare.sh --install");
      }
    }
    return said("podman", "image", "inspect", "-f", "there", IMAGE).isEmpty()
        ? Optional.of("there is no image " + IMAGE + ": run regions/container/prepare.sh")
        : Optional.empty();
  }

  static ThreeHosts make(Path directory) throws IOException, InterruptedException {
    var hosts = new ThreeHosts(directory);
    hosts.close();
    must("podman", "network", "create", "--subnet", SUBNET + "0/24", NAME);
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hosts.key().toString());
    for (int i = 0; i < COUNT; i++) {
      must(
          "podman",
          "run",
          "-d",
          "--name",
          NAME + i,
          "--network",
          NAME,
          "--ip",
          address(i),
          "--systemd=always",
          "--memory",
          "1g",
          IMAGE);
    }
    for (int i = 0; i < COUNT; i++) {
      hosts.letUsIn(i);
    }
    return hosts;
  }

  private void letUsIn(int host) throws IOException, InterruptedException {
    for (int tries = 0;
        said("podman", "exec", NAME + host, "systemctl", "is-active", "ssh")
            .filter("active"::equals)
            .isEmpty();
        tries++) {
      if (tries > TRIES) {
        throw new IOException("SSH does not come up on " + NAME + host);
      }
      Thread.sleep(200);
    }
    must("podman", "exec", NAME + host, "mkdir", "-p", "-m", "700", "/root/.ssh");
    must("podman", "cp", key() + ".pub", NAME + host + ":/root/.ssh/authorized_keys");
    must("podman", "exec", NAME + host, "chown", "root:root", "/root/.ssh/authorized_keys");
  }

  static String address(int host) {
    return SUBNET + (10 + host);
  }

  Path key() {
    return directory.resolve("key");
  }

  static String hostKey(int host) throws IOException, InterruptedException {
    var line =
        must("podman", "exec", NAME + host, "cat", "/etc/ssh/ssh_host_ed25519_key.pub").split(" ");
    return line[0] + " " + line[1];
  }

  /** As a driver tells of them. */
  static List<Map<String, Object>> members() throws IOException, InterruptedException {
    var members = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < COUNT; i++) {
      members.add(
          Map.of(
              "name",
              "host-" + i,
              "role",
              "",
              "facts",
              Map.of("address", address(i), "login", "root", "host_key", hostKey(i))));
    }
    return members;
  }

  private static Optional<String> said(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (Files.exists(Path.of(CONFIGURATION))) {
      builder.environment().put("CONTAINERS_CONF", CONFIGURATION);
    }
    var process = builder.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
  }

  private static String must(String... command) throws IOException, InterruptedException {
    return said(command)
        .orElseThrow(() -> new IOException("this failed: " + String.join(" ", command)));
  }

  @Override
  public void close() throws IOException {
    try {
      for (int i = 0; i < COUNT; i++) {
        var unused = said("podman", "rm", "-f", "-i", "-t", "0", NAME + i);
      }
      var unused = said("podman", "network", "rm", "-f", NAME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
