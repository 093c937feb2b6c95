package io.sutler.cloud.hosts;

import io.sutler.domain.Resources;
import io.sutler.domain.Units;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of one host, from wherever: the names are ours, and Ansible's are translated.
 *
 * @param where for sentences: file and line, or the place in the settings
 * @param values texts by name
 */
record Facts(String host, String where, Map<String, String> values, Set<String> groups) {
  /** Our names by Ansible's. */
  static final Map<String, String> ANSIBLE =
      Map.ofEntries(
          Map.entry("ansible_host", "address"),
          Map.entry("ansible_ssh_host", "address"),
          Map.entry("ansible_port", "port"),
          Map.entry("ansible_ssh_port", "port"),
          Map.entry("ansible_user", "login"),
          Map.entry("ansible_ssh_user", "login"),
          Map.entry("ansible_ssh_private_key_file", "key"),
          Map.entry("ansible_private_key_file", "key"),
          Map.entry("ansible_connection", "connection"),
          Map.entry("ansible_become", "become"),
          Map.entry("ansible_become_user", "become_user"),
          Map.entry("ansible_become_method", "become_method"),
          Map.entry("sutler_flavor", "flavor"),
          Map.entry("sutler_image", "image"),
          Map.entry("sutler_cpus", "cpus"),
          Map.entry("sutler_memory", "memory"),
          Map.entry("sutler_labels", "labels"),
          Map.entry("sutler_host_key", "host_key"),
          Map.entry("sutler_marker", "marker"),
          Map.entry("sutler_disks", "disks"));

  static final Set<String> NAMES = Set.copyOf(ANSIBLE.values());

  /** What has no place in settings that many may read. */
  static final Set<String> SECRET =
      Set.of(
          "ansible_password",
          "ansible_ssh_pass",
          "ansible_ssh_password",
          "ansible_become_pass",
          "ansible_become_password",
          "ansible_sudo_pass",
          "password",
          "become_password");

  private static final Set<String> YES = Set.of("true", "yes", "on", "1", "y");
  private static final Set<String> NO = Set.of("false", "no", "off", "0", "n", "");
  private static final String ADDRESS = "[A-Za-z0-9:][A-Za-z0-9.:_%-]{0,252}";
  private static final String LOGIN = "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}";
  private static final String LABEL = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final String KEY = "[a-z0-9@.-]{3,60} [A-Za-z0-9+/=]{16,4000}";
  private static final String PLACE = "(/[A-Za-z0-9._-]+){1,20}";

  private Optional<String> said(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private String matching(String name, String otherwise, String form, String rule)
      throws Malformed {
    var text = said(name).orElse(otherwise);
    if (!text.matches(form)) {
      throw bad(name, text, rule);
    }
    return text;
  }

  private Malformed bad(String name, String text, String rule) {
    return new Malformed(
        "%s: %s of host %s is '%s': %s".formatted(where, name, host, HostNames.shown(text), rule));
  }

  /** The host that these make. */
  Host toHost() throws Malformed {
    boolean local =
        switch (said("connection").orElse("ssh").toLowerCase(Locale.ROOT)) {
          case "ssh", "smart", "paramiko", "paramiko_ssh" -> false;
          case "local" -> true;
          case String other -> throw bad("connection", other, "it is ssh or local");
        };
    var user = said("become_user").orElse("root");
    if (!user.equals("root")) {
      throw bad("become_user", user, "hosts are given out as root, so it is root");
    }
    var method = said("become_method").orElse("sudo");
    if (!method.equals("sudo")) {
      throw bad("become_method", method, "only sudo is known");
    }
    var login = matching("login", "root", LOGIN, "it is the name of an account");
    return new Host(
        host,
        local,
        matching("address", local ? "127.0.0.1" : host, ADDRESS, "it is a name or an IP address"),
        port(),
        login,
        become(login),
        said("key").orElse(""),
        label("flavor"),
        label("image"),
        new Resources(cpus(), memory(), 0),
        labels(),
        hostKey(),
        directory("marker", "/etc/sutler"),
        directory("disks", "/var/lib/sutler/disks"));
  }

  private String directory(String name, String otherwise) throws Malformed {
    var path = matching(name, otherwise, PLACE, "it is the path of a directory");
    if ((path + "/").contains("/../") || (path + "/").contains("/./")) {
      throw bad(name, path, "leave '.' and '..' out");
    }
    return path;
  }

  private int port() throws Malformed {
    var text = matching("port", "22", "[0-9]{1,5}", "it is a number from 1 to 65535");
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw bad("port", text, "it is a number from 1 to 65535");
    }
    return port;
  }

  private boolean become(String login) throws Malformed {
    var text = said("become");
    if (text.isEmpty()) {
      return !login.equals("root");
    }
    var word = text.get().toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw bad("become", text.get(), "it is true or false");
    }
    return YES.contains(word) && !login.equals("root");
  }

  private Optional<String> label(String name) throws Malformed {
    return said(name).isEmpty()
        ? Optional.empty()
        : Optional.of(matching(name, "", LABEL, "use letters, digits, '.', '_' and '-'"));
  }

  private long cpus() throws Malformed {
    var text = said("cpus").orElse("0");
    return Units.cpus(text).orElseThrow(() -> bad("cpus", text, "it is a number of processors"));
  }

  private long memory() throws Malformed {
    var text = said("memory").orElse("0B");
    return Units.size(text).orElseThrow(() -> bad("memory", text, Units.SIZE_RULE));
  }

  private Set<String> labels() throws Malformed {
    var all = new LinkedHashSet<>(groups);
    for (var one : List.of(said("labels").orElse("").split("[,\\s]+"))) {
      if (!one.isEmpty() && !one.matches(LABEL)) {
        throw bad("labels", one, "a label is made of letters, digits, '.', '_' and '-'");
      }
      if (!one.isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }

  private Optional<String> hostKey() throws Malformed {
    if (said("host_key").isEmpty()) {
      return Optional.empty();
    }
    var words = said("host_key").orElse("").split("\\s+");
    var key = words.length < 2 ? words[0] : words[0] + " " + words[1];
    if (!key.matches(KEY)) {
      throw bad("host_key", key, "give its type and its key, as in known_hosts");
    }
    return Optional.of(key);
  }
}
