package io.sutler.cloud.hosts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An inventory's groups as they are read, and the hosts that follow from them. */
final class Groups {
  private static final String ALL = "all";
  private static final String UNGROUPED = "ungrouped";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private final String file;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Map<String, Said>> hostVars = new LinkedHashMap<>();
  private final Map<String, Integer> firstLines = new HashMap<>();

  /** What one was told. */
  private static final class Group {
    final Map<String, Integer> hosts = new LinkedHashMap<>();
    final Map<String, Integer> children = new LinkedHashMap<>();
    final Map<String, Said> vars = new LinkedHashMap<>();
    boolean told;
    int line;
  }

  Groups(String file) {
    this.file = file;
    group(ALL, 1).told = true;
    group(UNGROUPED, 1).told = true;
  }

  /** It is there, though maybe empty. */
  void tell(String name, int line) throws Malformed {
    requireName(name, line);
    group(name, line).told = true;
  }

  void host(String group, String pattern, Map<String, Said> vars, int line) throws Malformed {
    requireName(group, line);
    List<String> names;
    try {
      names = HostNames.of(pattern);
    } catch (Malformed e) {
      throw Malformed.at(file, line, e.sentence());
    }
    for (var name : names) {
      var before = group(group, line).hosts.putIfAbsent(name, line);
      if (before != null) {
        throw Malformed.at(
            file,
            line,
            "host %s stands in group %s already, on line %d: keep one of the two"
                .formatted(name, group, before));
      }
      firstLines.putIfAbsent(name, line);
      var known = hostVars.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      for (var said : vars.entrySet()) {
        put(known, said.getKey(), said.getValue(), "host " + name);
      }
    }
    if (hostVars.size() > HostNames.MOST) {
      throw Malformed.at(
          file, line, "there are more than " + HostNames.MOST + " hosts: make several regions");
    }
  }

  void child(String parent, String child, int line) throws Malformed {
    requireName(parent, line);
    requireName(child, line);
    group(parent, line).told = true;
    if (group(parent, line).children.putIfAbsent(child, line) != null) {
      throw Malformed.at(file, line, "group %s has the child %s already".formatted(parent, child));
    }
    group(child, line);
  }

  void vars(String group, Map<String, Said> vars, int line) throws Malformed {
    requireName(group, line);
    for (var said : vars.entrySet()) {
      put(group(group, line).vars, said.getKey(), said.getValue(), "group " + group);
    }
  }

  private void put(Map<String, Said> known, String name, Said said, String whose) throws Malformed {
    var before = known.putIfAbsent(name, said);
    if (before != null && !before.text().equals(said.text())) {
      throw Malformed.at(
          file,
          said.line(),
          "%s is given another %s than on line %d: keep one of the two"
              .formatted(whose, name, before.line()));
    }
  }

  private Group group(String name, int line) {
    return groups.computeIfAbsent(
        name,
        _ -> {
          var group = new Group();
          group.line = line;
          return group;
        });
  }

  private void requireName(String name, int line) throws Malformed {
    if (!NAME.matcher(name).matches()) {
      throw Malformed.at(file, line, "'%s' is no name of a group".formatted(HostNames.shown(name)));
    }
  }

  /** All hosts with what holds for them. */
  List<Listed> hosts() throws Malformed {
    for (var group : groups.entrySet()) {
      if (!group.getValue().told && group.getValue().hosts.isEmpty()) {
        throw Malformed.at(
            file,
            group.getValue().line,
            "there is no group '%s': give it a section of its own".formatted(group.getKey()));
      }
      if (hostVars.containsKey(group.getKey())) {
        throw Malformed.at(
            file,
            firstLines.getOrDefault(group.getKey(), 1),
            "'%s' is both a host and a group: rename one".formatted(group.getKey()));
      }
    }
    var parents = parents();
    var ranks = new HashMap<String, Integer>();
    for (var group : groups.keySet()) {
      rank(group, parents, ranks, new LinkedHashSet<>());
    }
    var all = new ArrayList<Listed>();
    for (var host : hostVars.entrySet()) {
      all.add(one(host.getKey(), host.getValue(), parents, ranks));
    }
    return all;
  }

  private Map<String, Set<String>> parents() {
    var parents = new HashMap<String, Set<String>>();
    groups.forEach((name, group) ->
        group
            .children
            .keySet()
            .forEach(child -> parents.computeIfAbsent(child, _ -> new TreeSet<>()).add(name)));
    return parents;
  }

  /** How deep below the outermost groups one is. */
  private int rank(
      String group,
      Map<String, Set<String>> parents,
      Map<String, Integer> ranks,
      LinkedHashSet<String> path)
      throws Malformed {
    var known = ranks.get(group);
    if (known != null) {
      return known;
    }
    if (!path.add(group)) {
      var line = groups.get(group);
      throw Malformed.at(
          file,
          line == null ? 1 : line.line,
          "groups contain each other in a circle: %s, %s"
              .formatted(String.join(", ", path), group));
    }
    int rank = group.equals(ALL) ? 0 : 1;
    for (var parent : parents.getOrDefault(group, Set.of())) {
      rank = Math.max(rank, 1 + rank(parent, parents, ranks, path));
    }
    path.remove(group);
    ranks.put(group, rank);
    return rank;
  }

  private Listed one(
      String host,
      Map<String, Said> own,
      Map<String, Set<String>> parents,
      Map<String, Integer> ranks) {
    var in = new TreeSet<String>();
    groups.forEach((name, group) -> {
      if (group.hosts.containsKey(host)) {
        above(name, parents, in);
      }
    });
    in.add(ALL);
    var vars = new LinkedHashMap<String, Said>();
    in.stream()
        .sorted(
            java.util.Comparator.comparing((String g) -> ranks.getOrDefault(g, 0))
                .thenComparing(g -> g))
        .map(groups::get)
        .filter(java.util.Objects::nonNull)
        .forEach(group -> vars.putAll(group.vars));
    vars.putAll(own);
    in.remove(ALL);
    in.remove(UNGROUPED);
    return new Listed(host, firstLines.getOrDefault(host, 1), in, vars);
  }

  private static void above(String group, Map<String, Set<String>> parents, Set<String> into) {
    if (into.add(group)) {
      parents.getOrDefault(group, Set.of()).forEach(parent -> above(parent, parents, into));
    }
  }
}
