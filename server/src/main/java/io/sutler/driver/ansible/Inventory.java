package io.sutler.driver.ansible;

import io.sutler.driver.local.ProgramFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The machines that a playbook works on.
 *
 * @param hosts by name
 * @param groups names of hosts by group
 */
record Inventory(Map<String, Host> hosts, Map<String, List<String>> groups) {

  /**
   * Reads the members of all groups; one may be in several.
   *
   * @throws ProgramFailure when two machines have one name, or one is none
   */
  static Inventory of(Map<String, List<Map<String, Object>>> given) throws ProgramFailure {
    var hosts = new LinkedHashMap<String, Host>();
    var groups = new LinkedHashMap<String, List<String>>();
    for (var group : given.entrySet()) {
      var names = new ArrayList<String>();
      for (var member : group.getValue()) {
        var host = Host.of(member);
        var same = hosts.putIfAbsent(host.name(), host);
        if (names.contains(host.name()) || (same != null && !same.equals(host))) {
          throw Host.bad(
              "duplicate-host",
              "two machines of the inventory are called '" + host.name() + "': name them apart");
        }
        names.add(host.name());
      }
      groups.put(group.getKey(), List.copyOf(names));
    }
    for (var group : groups.keySet()) {
      if (hosts.containsKey(group)) {
        throw Host.bad(
            "duplicate-host",
            "'" + group + "' is both a group and a machine: give the group another name");
      }
    }
    return new Inventory(hosts, groups);
  }

  /** Those that SSH leads to. */
  List<Host> remote() {
    return hosts.values().stream().filter(h -> !h.isHere()).toList();
  }

  /**
   * As Ansible's {@code yaml} inventory plugin reads it.
   *
   * @param vars of all machines; whatever a playbook sets itself goes before them
   */
  Map<String, Object> data(Map<String, Object> vars) {
    var all = new LinkedHashMap<String, Object>();
    hosts.forEach((name, host) -> all.put(name, variables(host)));
    var children = new LinkedHashMap<String, Object>();
    groups.forEach((name, members) ->
        children.put(
            name,
            Map.of("hosts", members.stream().collect(Collectors.toMap(m -> m, _ -> Map.of())))));
    return Map.of("all", Map.of("hosts", all, "children", children, "vars", Inert.data(vars)));
  }

  private static Map<String, Object> variables(Host host) {
    var v = new LinkedHashMap<String, Object>();
    v.put("sutler_role", host.role());
    v.put("sutler_facts", host.facts());
    if (host.isHere()) {
      v.put("ansible_connection", "local");
    } else {
      v.put("ansible_host", host.address());
      v.put("ansible_port", host.port());
      v.put("ansible_ssh_common_args", "-o HostKeyAlias=" + host.alias());
      if (!host.login().isEmpty()) {
        v.put("ansible_user", host.login());
      }
    }
    var inert = new LinkedHashMap<>(Inert.data(v));
    // looking for one costs a round, and finds none on a machine that is still busy booting
    inert.put(
        "ansible_python_interpreter",
        host.isHere() ? "{{ ansible_playbook_python }}" : "/usr/bin/python3");
    return inert;
  }

  /**
   * Lines for a file of known host keys: those told beforehand, and those seen at an earlier time
   * of machines whose key was not told.
   *
   * @param before lines of the file as it was
   */
  List<String> knownHosts(Collection<String> before) {
    var lines = new ArrayList<String>();
    var told = new ArrayList<String>();
    for (var host : remote()) {
      host.hostKey()
          .ifPresent(key -> {
            lines.add(host.alias() + " " + key);
            told.add(host.alias());
          });
    }
    before.stream()
        .filter(line -> !line.isBlank() && !told.contains(line.split(" ", 2)[0]))
        .forEach(lines::add);
    return lines;
  }

  /**
   * A machine whose key will be taken as it is told at the first connection; empty for none.
   *
   * @param before lines of the file of known host keys
   */
  Optional<Host> unknown(Collection<String> before) {
    return remote().stream()
        .filter(host -> host.hostKey().isEmpty())
        .filter(host -> before.stream().noneMatch(line -> line.startsWith(host.alias() + " ")))
        .findFirst();
  }
}
