package io.sutler.bench;

import io.sutler.driver.ansible.FindMitogen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ansible-playbook} as a person would run it, set up as Sutler does it; its processor time
 * is counted by a program of its name that stands before it, for both.
 */
record BarePlaybook(Path directory, Path programs, Path cpu, Optional<Path> mitogen) {

  static BarePlaybook write(Path directory, ThreeHosts hosts, String playbook)
      throws IOException, InterruptedException {
    var bare =
        new BarePlaybook(
            Files.createDirectories(directory.resolve("bundle")),
            Files.createDirectories(directory.resolve("programs")),
            directory.resolve("cpu"),
            FindMitogen.of(find("ansible-playbook")).strategies());
    Files.writeString(bare.directory.resolve("site.yml"), playbook);
    var inventory = new StringBuilder("[hosts]\n");
    var known = new StringBuilder();
    for (int i = 0; i < ThreeHosts.members().size(); i++) {
      var address = ThreeHosts.address(i);
      inventory.append(
          "host-%d ansible_host=%s ansible_user=root ansible_python_interpreter=/usr/bin/python3\n"
              .formatted(i, address));
      known.append(address).append(' ').append(ThreeHosts.hostKey(i)).append('\n');
    }
    Files.writeString(directory.resolve("hosts"), inventory);
    Files.writeString(directory.resolve("known_hosts"), known);
    for (var strategy : List.of("linear", "mitogen")) {
      Files.writeString(
          directory.resolve(strategy + ".cfg"), bare.configuration(directory, hosts, strategy));
    }
    bare.countingProgram();
    return bare;
  }

  private String configuration(Path above, ThreeHosts hosts, String strategy) {
    var plugins =
        strategy.equals("mitogen")
            ? "strategy = mitogen_linear\nstrategy_plugins = " + mitogen.orElse(above) + "\n"
            : "";
    return """
    [defaults]
    inventory = %1$s/hosts
    forks = 20
    private_key_file = %2$s
    %3$s
    [ssh_connection]
    pipelining = True
    ssh_args = -F /dev/null -o UserKnownHostsFile=%1$s/known_hosts -o ControlMaster=auto -o ControlPersist=60s
    control_path_dir = %1$s/cp
    """
        .formatted(above, hosts.key(), plugins);
  }

  private void countingProgram() throws IOException, InterruptedException {
    var real = find("ansible-playbook");
    var program = programs.resolve("ansible-playbook");
    Files.writeString(
        program,
        """
        #!/bin/bash
        TIMEFORMAT='%%U %%S'
        exec 3>&2
        { time %s "$@" 2>&3; } 2>>%s
        """
            .formatted(real, cpu));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
  }

  private static Path find(String program) throws IOException {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException(program + " is not installed"));
  }

  void forgetCpu() throws IOException {
    Files.writeString(cpu, "");
  }

  double cpuSeconds() throws IOException {
    return PlaybookBench.sum(cpu);
  }

  /** Seconds of one run. */
  double run(String strategy) throws IOException, InterruptedException {
    long began = System.nanoTime();
    var builder =
        new ProcessBuilder(programs.resolve("ansible-playbook").toString(), "site.yml")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling("bare.log").toFile());
    builder
        .environment()
        .put("ANSIBLE_CONFIG", directory.resolveSibling(strategy + ".cfg").toString());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(Files.readString(directory.resolveSibling("bare.log")));
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
