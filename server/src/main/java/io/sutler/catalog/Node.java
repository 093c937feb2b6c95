package io.sutler.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A piece of YAML that knows its line. */
sealed interface Node {
  int line();

  /** As Map, List, String, Long, Double or Boolean. */
  Object data();

  /** What it is, for people. */
  String kind();

  /** A value of a mapping, and the line of its key. */
  record Entry(int line, Node value) {}

  record Mapping(int line, SequencedMap<String, Entry> entries) implements Node {
    @Override
    public Map<String, Object> data() {
      Map<String, Object> data = new LinkedHashMap<>();
      entries.forEach((key, entry) -> data.put(key, entry.value().data()));
      return data;
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  record Items(int line, List<Node> nodes) implements Node {
    @Override
    public List<Object> data() {
      List<Object> data = new ArrayList<>();
      nodes.forEach(node -> data.add(node.data()));
      return data;
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record Scalar(int line, Object data) implements Node {
    @Override
    public String kind() {
      return switch (data) {
        case String text -> "text";
        case Boolean flag -> "true or false";
        default -> "a number";
      };
    }
  }
}
