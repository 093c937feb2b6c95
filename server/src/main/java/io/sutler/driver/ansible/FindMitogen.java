package io.sutler.driver.ansible;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Mitogen's strategies lie for the Ansible that this machine has: an environment of its own
 * that {@code ansible-playbook} was installed into, then what pip put beside the distribution's
 * packages, then those. Debian 12's own Mitogen (0.3.3) is older than its Ansible (2.14.18) and
 * fails on any value that came from a host, so a newer one beside it is to win.
 *
 * @param program {@code ansible-playbook}
 * @param prefixes where Pythons are installed, the preferred first
 */
public record FindMitogen(Path program, List<Path> prefixes) {
  /** What to tell who asked for Mitogen and has none. */
  public static final String INSTALL = "pip install mitogen, into the Python of Ansible";

  private static final String STRATEGIES = "ansible_mitogen/plugins/strategy";
  private static final int SHEBANG = 256;

  /** On this machine. */
  public static FindMitogen of(Path program) {
    return new FindMitogen(program, List.of(Path.of("/usr/local"), Path.of("/usr")));
  }

  /** The directory for {@code strategy_plugins}; empty when Mitogen is not installed. */
  public Optional<Path> strategies() {
    return Stream.concat(ofAnsible().stream(), prefixes.stream())
        .flatMap(prefix -> packages(prefix.resolve("lib")).stream())
        .map(packages -> packages.resolve(STRATEGIES))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** Of the Python that the program's first line names, when that is an environment of its own. */
  private Optional<Path> ofAnsible() {
    return interpreter()
        .map(Path::getParent)
        .map(Path::getParent)
        .filter(prefix -> Files.isRegularFile(prefix.resolve("pyvenv.cfg")));
  }

  private Optional<Path> interpreter() {
    try (var in = Files.newInputStream(program)) {
      var start = new String(in.readNBytes(SHEBANG), StandardCharsets.ISO_8859_1);
      if (!start.startsWith("#!")) {
        return Optional.empty();
      }
      var line = start.substring(2).lines().findFirst().orElse("").strip();
      return line.startsWith("/") && line.indexOf('\0') < 0
          ? Optional.of(Path.of(line.split(" ", 2)[0]))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> packages(Path lib) {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
      for (var python : pythons) {
        found.add(python.resolve("dist-packages"));
        found.add(python.resolve("site-packages"));
      }
    } catch (IOException e) {
      return List.of();
    }
    return found;
  }
}
