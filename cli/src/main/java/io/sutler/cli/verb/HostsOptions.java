package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a region of hosts that exist already is told, and with what they are entered. */
public final class HostsOptions {
  static final int LONGEST = 512;
  private static final Pattern KEY_FILE =
      Pattern.compile("ansible(?:_ssh)?_private_key_file[\"']?\\s*[=:]\\s*[\"']?([^\\s\"',}#]+)");

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      description = "an Ansible inventory, INI or YAML, that names the hosts")
  Optional<String> inventory = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the private key that hosts are entered with; sealed")
  Optional<String> key = Optional.empty();

  @Option(
      names = "--inventory-keys",
      description = "read and seal the private keys that the inventory names")
  boolean inventoryKeys;

  @Option(names = "--become-password", description = "ask for the password of sudo, and seal it")
  boolean becomePassword;

  @Option(
      names = "--release",
      paramLabel = "FILE",
      description = "cleans a host that is given back: a playbook (.yml), or a script for sh")
  Optional<String> release = Optional.empty();

  void into(ObjectNode settings, Terminal terminal) {
    if (release.isPresent()) {
      var file = terminal.path(release.get());
      boolean playbook = file.toString().matches(".*\\.ya?ml");
      settings.put(playbook ? "release_playbook" : "release", text(file));
    }
    if (inventory.isPresent()) {
      var file = terminal.path(inventory.get());
      settings
          .putObject("inventory")
          .put("name", String.valueOf(file.getFileName()))
          .put("text", text(file));
    }
  }

  /** What is to be sealed: these take the place of all that were. */
  Map<String, String> credentials(Terminal terminal) {
    var values = new LinkedHashMap<String, String>();
    key.ifPresent(file -> values.put("key", key(terminal.path(file))));
    if (inventoryKeys) {
      var file =
          terminal.path(
              inventory.orElseThrow(
                  () -> Mishap.usage("--inventory-keys needs an --inventory that names them")));
      var names = KEY_FILE.matcher(text(file));
      while (names.find()) {
        values.put(names.group(1), key(beside(file, names.group(1))));
      }
    }
    if (becomePassword) {
      values.put("become_password", Password.ask(terminal, "Password of sudo"));
    }
    return values;
  }

  private static Path beside(Path inventory, String name) {
    if (name.startsWith("~/")) {
      return Path.of(System.getProperty("user.home"), name.substring(2));
    }
    return inventory.resolveSibling(name);
  }

  private static String key(Path file) {
    var text = text(file);
    if (!text.contains("PRIVATE KEY")) {
      throw Mishap.usage(
          file + " is no private key", "give the file without .pub: it is sealed, and never shown");
    }
    return text;
  }

  private static String text(Path file) {
    return TextFile.read(file, LONGEST);
  }

  static ObjectNode body(Map<String, String> values) {
    var body = Data.object();
    var all = body.putObject("values");
    values.forEach(all::put);
    return body;
  }
}
