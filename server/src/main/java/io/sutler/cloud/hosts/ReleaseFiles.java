package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What Ansible is told to clean one host, readable by its owner alone; closing deletes it. */
record ReleaseFiles(Path directory) implements AutoCloseable {
  static final String PLAYBOOK = "release.yml";
  private static final String ALIAS = "sutler-host";
  private static final String CONFIG =
      """
      [defaults]
      stdout_callback = default
      host_key_checking = True
      retry_files_enabled = False
      deprecation_warnings = False
      localhost_warning = False
      nocows = True
      timeout = 15
      local_tmp = tmp
      %s
      [inventory]
      enable_plugins = yaml
      any_unparsed_is_failed = True

      [privilege_escalation]
      become = %s

      [ssh_connection]
      pipelining = True
      retries = 1
      ssh_args = -F /dev/null -o StrictHostKeyChecking=yes -o UserKnownHostsFile=known_hosts \
      -o GlobalKnownHostsFile=/dev/null -o CheckHostIP=no -o ControlMaster=no -o LogLevel=ERROR \
      -o ServerAliveInterval=15 -o ServerAliveCountMax=4 -o HostKeyAlias=%s%s
      """;

  static ReleaseFiles write(
      Host host, CloudRegion region, Optional<String> hostKey, String playbook, Path scratch)
      throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(scratch, owner);
    var files = new ReleaseFiles(Files.createTempDirectory(scratch, "play", owner));
    try {
      files.fill(host, Credentials.of(region, host), hostKey, playbook);
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private void fill(Host host, Credentials credentials, Optional<String> hostKey, String playbook)
      throws IOException {
    var key = credentials.key().filter(_ -> !host.local());
    if (key.isPresent()) {
      // ssh takes no key whose last line does not end
      writeOwn("key", key.get().stripTrailing() + "\n");
    }
    writeOwn(
        "ansible.cfg",
        CONFIG.formatted(
            key.isPresent() ? "private_key_file = key\n" : "",
            host.become() ? "True" : "False",
            ALIAS,
            key.isPresent() ? " -o IdentitiesOnly=yes" : ""));
    writeOwn("known_hosts", hostKey.map(k -> ALIAS + " " + k + "\n").orElse(""));
    writeOwn(
        "inventory.json",
        Json.write(Map.of("all", Map.of("hosts", Map.of(host.name(), variables(host))))));
    writeOwn("vars.json", Json.write(vars(host, credentials)));
    writeOwn(PLAYBOOK, playbook);
  }

  private static Map<String, Object> variables(Host host) {
    return host.local()
        ? Map.of(
            "ansible_connection",
            "local",
            "ansible_python_interpreter",
            "{{ ansible_playbook_python }}")
        : Map.of(
            "ansible_host",
            host.address(),
            "ansible_port",
            host.port(),
            "ansible_user",
            host.login(),
            "ansible_python_interpreter",
            "/usr/bin/python3");
  }

  /** Extra vars; what is marked so is never a template. */
  private static Map<String, Object> vars(Host host, Credentials credentials) {
    var vars = new LinkedHashMap<String, Object>();
    vars.put("sutler", Map.of("phase", "release", "host", host.name()));
    if (credentials.key().isEmpty()) {
      credentials
          .password()
          .ifPresent(text -> vars.put("ansible_password", Map.of("__ansible_unsafe", text)));
    }
    credentials
        .becomePassword()
        .ifPresent(text -> vars.put("ansible_become_password", Map.of("__ansible_unsafe", text)));
    return vars;
  }

  private void writeOwn(String name, String text) throws IOException {
    var file =
        Files.createFile(
            directory.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  Map<String, String> environment() {
    return Map.of(
        "HOME",
        directory.toString(),
        "LANG",
        "C.UTF-8",
        "ANSIBLE_CONFIG",
        directory.resolve("ansible.cfg").toString(),
        "PYTHONDONTWRITEBYTECODE",
        "1");
  }

  Path output() {
    return directory.resolve("said");
  }

  /** Its last words. */
  String said() throws IOException {
    try (var file = Files.newByteChannel(output())) {
      long size = file.size();
      file.position(Math.max(0, size - (1 << 16)));
      return new String(
          java.nio.channels.Channels.newInputStream(file).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  /** Deletes what a Sutler that was killed left there. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(tree)) {
      all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (var one : all) {
      Files.deleteIfExists(one);
    }
  }
}
