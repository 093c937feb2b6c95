package io.sutler.cloud.hosts;

import io.sutler.domain.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hosts that a region's settings name. */
final class HostList {
  private static final Set<String> DEFAULTS =
      Set.of("port", "login", "become", "key", "image", "flavor", "marker", "disks");

  private final Region region;
  private final Map<String, Facts> facts = new LinkedHashMap<>();

  private HostList(Region region) {
    this.region = region;
  }

  /** All, in order of their names. */
  static List<Host> of(Region region) throws Malformed {
    var list = new HostList(region);
    list.inventory(region.settings().get("inventory"));
    list.own(region.settings().get("hosts"));
    return list.hosts();
  }

  private void inventory(@Nullable Object said) throws Malformed {
    if (said == null) {
      return;
    }
    var file =
        said instanceof Map<?, ?> map
            ? new InventoryFile(text(map.get("name"), "inventory"), text(map.get("text"), ""))
            : new InventoryFile("inventory", text(said, ""));
    for (var listed : file.hosts()) {
      var where = file.name() + " line " + listed.line();
      var values = new LinkedHashMap<String, String>();
      for (var entry : listed.vars().entrySet()) {
        var value = entry.getValue();
        requireNoSecret(entry.getKey(), file.name() + " line " + value.line());
        var ours = Facts.ANSIBLE.get(entry.getKey());
        if (ours != null) {
          if (value.text().contains("{{")) {
            throw Malformed.at(
                file.name(),
                value.line(),
                entry.getKey() + " is a template, and nothing is evaluated here: write it out");
          }
          values.put(ours, value.text());
        }
      }
      facts.put(listed.name(), new Facts(listed.name(), where, values, listed.groups()));
    }
  }

  private static void requireNoSecret(String name, String where) throws Malformed {
    if (Facts.SECRET.contains(name)) {
      throw new Malformed(
          "%s: %s has no place here, where many may read it: take it out, and seal it with 'sutler region credentials'"
              .formatted(where, name));
    }
  }

  private void own(@Nullable Object said) throws Malformed {
    if (said == null) {
      return;
    }
    if (!(said instanceof List<?> list)) {
      throw new Malformed("settings.hosts: give a list of hosts, each with a name");
    }
    var names = new TreeSet<String>();
    int number = 0;
    for (var one : list) {
      var where = "settings.hosts[" + number++ + "]";
      if (!(one instanceof Map<?, ?> map) || !HostNames.isName(text(map.get("name"), ""))) {
        throw new Malformed(where + ": a host has a name of letters, digits, '.', '_' and '-'");
      }
      var name = text(map.get("name"), "");
      if (!names.add(name)) {
        throw new Malformed("%s: host %s stands there twice".formatted(where, name));
      }
      add(name, where, map);
    }
  }

  private void add(String name, String where, Map<?, ?> map) throws Malformed {
    var values = new LinkedHashMap<String, String>();
    for (var entry : map.entrySet()) {
      var key = String.valueOf(entry.getKey());
      requireNoSecret(key, where);
      if (!key.equals("name") && !Facts.NAMES.contains(key)) {
        throw new Malformed(
            "%s: a host has no '%s': it has name, %s"
                .formatted(
                    where, HostNames.shown(key), String.join(", ", new TreeSet<>(Facts.NAMES))));
      }
      var value = entry.getValue();
      values.put(
          key,
          value instanceof List<?> texts
              ? String.join(",", texts.stream().map(String::valueOf).toList())
              : String.valueOf(value));
    }
    var listed = facts.get(name);
    if (listed == null) {
      if (!facts.isEmpty() && !values.containsKey("address") && !values.containsKey("connection")) {
        throw new Malformed(
            "%s: the inventory has no host '%s': correct its name, or give it an address"
                .formatted(where, name));
      }
      facts.put(name, new Facts(name, where, values, Set.of()));
      return;
    }
    var both = new LinkedHashMap<>(listed.values());
    both.putAll(values);
    facts.put(name, new Facts(name, listed.where(), both, listed.groups()));
  }

  private List<Host> hosts() throws Malformed {
    if (facts.size() > HostNames.MOST) {
      throw new Malformed("there are more than " + HostNames.MOST + " hosts: make several regions");
    }
    var hosts = new ArrayList<Host>();
    var places = new HashMap<String, String>();
    for (var one : facts.values()) {
      var host = with(one).toHost();
      var first = places.put(host.address() + " " + host.port() + host.place(), host.name());
      if (first != null) {
        throw new Malformed(
            "%s: %s and %s are the same machine, %s: keep one of the two"
                .formatted(one.where(), first, host.name(), host.where()));
      }
      if (host.local() && region.project().isPresent()) {
        throw new Malformed(
            "%s: connection local is this server's own machine, which only administrators may give out: make it a region of every project"
                .formatted(one.where()));
      }
      hosts.add(host);
    }
    hosts.sort(java.util.Comparator.comparing(Host::name));
    return hosts;
  }

  /** What the region says for all its hosts holds where nobody said otherwise. */
  private Facts with(Facts one) {
    var values = new LinkedHashMap<String, String>();
    for (var name : new LinkedHashSet<>(DEFAULTS)) {
      var value = region.settings().get(name);
      if (value != null) {
        values.put(name, String.valueOf(value));
      }
    }
    values.putAll(one.values());
    return new Facts(one.host(), one.where(), values, one.groups());
  }

  private static String text(@Nullable Object value, String otherwise) {
    return value instanceof String text ? text : otherwise;
  }
}
