package io.sutler.cloud.hosts;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads an Ansible inventory in its YAML form. Nothing but plain data is made of it. */
final class ReadYaml {
  private static final int DEEPEST = 40;
  private final String file;
  private final Groups groups;

  private ReadYaml(String file) {
    this.file = file;
    this.groups = new Groups(file);
  }

  static List<Listed> of(String file, String text) throws Malformed {
    var reader = new ReadYaml(file);
    var options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(1);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw Malformed.at(
          file,
          mark == null ? 1 : mark.getLine() + 1,
          "this is no YAML (%s): check indentation, quotes and brackets"
              .formatted(String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      throw new Malformed(
          file + ": this is no YAML: " + HostNames.shown(String.valueOf(e.getMessage())));
    }
    if (root != null && !isNothing(root)) {
      for (var group : reader.map(root, "an inventory is a map of groups").entrySet()) {
        reader.group(group.getKey(), group.getValue());
      }
    }
    return reader.groups.hosts();
  }

  private record Place(String name, int line) {}

  private void group(Place group, Node node) throws Malformed {
    groups.tell(group.name(), group.line());
    if (isNothing(node)) {
      return;
    }
    for (var part : map(node, "a group has hosts, children and vars").entrySet()) {
      var value = part.getValue();
      int line = part.getKey().line();
      switch (part.getKey().name()) {
        case "hosts" -> {
          for (var host : parts(value, "hosts are a map of names").entrySet()) {
            groups.host(
                group.name(), host.getKey().name(), vars(host.getValue()), host.getKey().line());
          }
        }
        case "children" -> {
          for (var child : parts(value, "children are a map of groups").entrySet()) {
            groups.child(group.name(), child.getKey().name(), child.getKey().line());
            group(child.getKey(), child.getValue());
          }
        }
        case "vars" -> groups.vars(group.name(), vars(value), line);
        default ->
            throw Malformed.at(
                file,
                line,
                "a group has hosts, children and vars, not '%s'"
                    .formatted(HostNames.shown(part.getKey().name())));
      }
    }
  }

  private Map<String, Said> vars(Node node) throws Malformed {
    var vars = new LinkedHashMap<String, Said>();
    for (var entry : parts(node, "variables are a map").entrySet()) {
      // what is more than a text is of no concern here: it is the playbooks'
      if (entry.getValue() instanceof ScalarNode value) {
        vars.put(entry.getKey().name(), new Said(value.getValue(), line(value)));
      } else {
        vars.put(entry.getKey().name(), new Said("", line(entry.getValue())));
      }
    }
    return vars;
  }

  private Map<Place, Node> parts(Node node, String rule) throws Malformed {
    return isNothing(node) ? Map.of() : map(node, rule);
  }

  private Map<Place, Node> map(Node node, String rule) throws Malformed {
    if (!(node instanceof MappingNode mapping)) {
      throw Malformed.at(file, line(node), rule);
    }
    if (node.getAnchor() != null) {
      throw Malformed.at(file, line(node), "anchors and aliases are not understood: write it out");
    }
    var lines = new LinkedHashMap<String, Integer>();
    var all = new LinkedHashMap<Place, Node>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
        throw Malformed.at(file, line(tuple.getKeyNode()), "a name is a plain text here");
      }
      var before = lines.put(key.getValue(), line(key));
      if (before != null) {
        throw Malformed.at(
            file,
            line(key),
            "'%s' stands here twice, first on line %d"
                .formatted(HostNames.shown(key.getValue()), before));
      }
      all.put(new Place(key.getValue(), line(key)), tuple.getValueNode());
    }
    return all;
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL)
        || (node instanceof ScalarNode scalar && scalar.getValue().isBlank());
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
