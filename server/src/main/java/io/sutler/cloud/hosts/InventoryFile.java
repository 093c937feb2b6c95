package io.sutler.cloud.hosts;

import java.util.List;

/**
 * An Ansible inventory as a region holds it.
 *
 * @param name of the file that it was; its lines are named by it
 */
record InventoryFile(String name, String text) {
  private static final int LONGEST = 512 * 1024;

  /** Its hosts, in order; its form is known by its name, or by how it begins. */
  List<Listed> hosts() throws Malformed {
    if (text.length() > LONGEST) {
      throw new Malformed(
          "%s is longer than %d KiB: make several regions of it".formatted(name, LONGEST >> 10));
    }
    return isYaml() ? ReadYaml.of(name, text) : ReadIni.of(name, text);
  }

  private boolean isYaml() {
    if (name.matches("(?i).*\\.(ya?ml|json)")) {
      return true;
    }
    if (name.matches("(?i).*\\.(ini|cfg)")) {
      return false;
    }
    var first =
        text.lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith(";"))
            .findFirst()
            .orElse("");
    return first.equals("---") || first.startsWith("{") || first.matches("[A-Za-z0-9_.-]+:.*");
  }
}
