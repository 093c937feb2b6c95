package io.sutler.driver.ansible;

import io.sutler.driver.ComponentView;
import io.sutler.driver.local.OwnFiles;
import io.sutler.driver.local.PrivateFiles;
import io.sutler.driver.local.Trees;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that one kind of playbook run is given, readable by their owner alone. All are gone
 * after the run but the host keys, which later runs hold machines to.
 *
 * @param directory theirs
 * @param knownHosts outlives the run
 * @param connections of SSH's shared connections; its path is short, as sockets' must be
 */
record PlaybookFiles(Path directory, Path knownHosts, Path connections) {
  private static final String PLUGIN = "sutler_events.py";

  static PlaybookFiles of(ComponentView c, String kind) {
    var own = OwnFiles.of(c);
    var directory = own.resolve("ansible").resolve(kind);
    var name = Json.sha256(directory.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return new PlaybookFiles(
        directory,
        own.resolve("known_hosts"),
        Path.of(System.getProperty("java.io.tmpdir"), "sutler-ssh-" + name));
  }

  Path inventory() {
    return directory.resolve("inventory.json");
  }

  Path vars() {
    return directory.resolve("vars.json");
  }

  Path config() {
    return directory.resolve("ansible.cfg");
  }

  Path plugins() {
    return directory.resolve("plugins");
  }

  Path roles() {
    return directory.resolve("roles");
  }

  Path key() {
    return directory.resolve("key");
  }

  /** For sockets of others than SSH. */
  Path sockets() {
    return connections.resolve("tmp");
  }

  /**
   * Writes them all anew.
   *
   * @param config of the same run
   */
  void write(Inventory hosts, Map<String, Object> vars, AnsibleConfig config) throws IOException {
    var inputs = config.inputs();
    PrivateFiles.directory(plugins());
    openConnections();
    writeKnownHosts(hosts);
    if (!inputs.login().key().isEmpty()) {
      // ssh takes no key whose last line does not end
      PrivateFiles.write(key(), inputs.login().key().stripTrailing() + "\n");
    }
    PrivateFiles.write(inventory(), Json.write(hosts.data(inputs.extraVars())));
    PrivateFiles.write(vars(), Json.write(Inert.data(vars)));
    PrivateFiles.write(config(), config.text());
    PrivateFiles.write(plugins().resolve(PLUGIN), plugin());
    SharedRoles.write(roles());
  }

  /** Lines of the file of known host keys, as earlier runs left it. */
  List<String> knownBefore() throws IOException {
    return Files.exists(knownHosts) ? Files.readAllLines(knownHosts) : List.of();
  }

  private void writeKnownHosts(Inventory hosts) throws IOException {
    var before = knownBefore();
    var lines = hosts.knownHosts(before);
    if (!lines.equals(before)) {
      PrivateFiles.write(knownHosts, String.join("\n", lines) + "\n");
    }
    PrivateFiles.touch(knownHosts);
  }

  // its name can be foreseen by others of this machine, so it is taken only when it is ours alone
  private void openConnections() throws IOException {
    PrivateFiles.directory(connections);
    boolean mine =
        Files.isDirectory(connections, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(connections).equals(Files.getOwner(directory))
            && Files.getPosixFilePermissions(connections)
                .equals(PosixFilePermissions.fromString("rwx------"));
    if (!mine) {
      throw new IOException(connections + " is another user's: remove it");
    }
    PrivateFiles.directory(sockets());
  }

  void delete() throws IOException {
    Trees.delete(directory);
    Trees.delete(connections);
  }

  /** Options for a program of OpenSSH. */
  List<String> sshOptions() {
    var options =
        new ArrayList<>(
            List.of(
                "-F",
                "/dev/null",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "UserKnownHostsFile=" + quoted(knownHosts),
                "-o",
                "GlobalKnownHostsFile=/dev/null",
                "-o",
                "CheckHostIP=no",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "ServerAliveCountMax=4"));
    keyFile().ifPresent(_ -> options.addAll(List.of("-o", "IdentitiesOnly=yes")));
    return options;
  }

  Optional<Path> keyFile() {
    return Files.exists(key()) ? Optional.of(key()) : Optional.empty();
  }

  // ssh splits this option's value at blanks
  private static String quoted(Path path) {
    return "\"" + path + "\"";
  }

  private static String plugin() throws IOException {
    try (var in = PlaybookFiles.class.getResourceAsStream(PLUGIN)) {
      if (in == null) {
        throw new IOException("the callback plugin is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
