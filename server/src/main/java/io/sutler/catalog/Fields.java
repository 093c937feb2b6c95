package io.sutler.catalog;

import io.sutler.domain.Slug;
import io.sutler.domain.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Takes the fields out of one map, and says what is wrong with each and which are unknown. */
final class Fields {
  private final Node.Mapping map;
  private final String what;
  private final Faults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param what is described, for people: "a plan", "component 'database'"
   */
  Fields(Node.Mapping map, String what, Faults faults) {
    this.map = map;
    this.what = what;
    this.faults = faults;
  }

  int line() {
    return map.line();
  }

  /** Line of a field, or of the whole where it is not given. */
  int line(String name) {
    var entry = map.entries().get(name);
    return entry == null ? map.line() : entry.line();
  }

  boolean has(String name) {
    return map.entries().containsKey(name);
  }

  Optional<Node> node(String name) {
    asked.add(name);
    return Optional.ofNullable(map.entries().get(name)).map(Node.Entry::value);
  }

  Optional<Node> required(String name, String example) {
    var node = node(name);
    if (node.isEmpty()) {
      faults.add(map.line(), what + " has no '" + name + "': add " + name + ": " + example);
    }
    return node;
  }

  Optional<String> text(String name) {
    return node(name).flatMap(node -> asText(name, node));
  }

  Optional<String> asText(String name, Node node) {
    if (node.data() instanceof String text) {
      return Optional.of(text);
    }
    faults.add(
        node.line(),
        "'"
            + name
            + "' must be text, this is "
            + node.kind()
            + (node instanceof Node.Scalar ? ": put it in quotes" : ""));
    return Optional.empty();
  }

  boolean flag(String name, boolean otherwise) {
    return node(name)
        .map(node -> {
          if (node.data() instanceof Boolean flag) {
            return flag;
          }
          faults.add(node.line(), "'" + name + "' must be true or false");
          return otherwise;
        })
        .orElse(otherwise);
  }

  Optional<Integer> number(String name, int least, int most) {
    return node(name)
        .flatMap(node -> {
          if (node.data() instanceof Long n && n >= least && n <= most) {
            return Optional.of(n.intValue());
          }
          faults.add(
              node.line(), "'" + name + "' must be a whole number from " + least + " to " + most);
          return Optional.empty();
        });
  }

  Duration duration(String name, Duration otherwise, Duration most) {
    return text(name)
        .map(text -> {
          var given = Units.duration(text);
          if (given.isEmpty()) {
            faults.add(line(name), "'" + name + "' is no duration: " + Units.DURATION_RULE);
          } else if (given.get().isZero() || given.get().compareTo(most) > 0) {
            faults.add(
                line(name),
                "'" + name + "' must be more than 0 and at most " + most.toHours() + "h");
          }
          return given.orElse(otherwise);
        })
        .orElse(otherwise);
  }

  /** A map's entries; empty when it is not given or no map. */
  SequencedMap<String, Node.Entry> map(String name) {
    return mapping(name).map(Node.Mapping::entries).orElseGet(LinkedHashMap::new);
  }

  Optional<Node.Mapping> mapping(String name) {
    return node(name).flatMap(node -> asMapping("'" + name + "'", node));
  }

  Optional<Node.Mapping> asMapping(String subject, Node node) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    faults.add(node.line(), subject + " must be a map of fields, this is " + node.kind());
    return Optional.empty();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    node(name)
        .ifPresent(node -> {
          if (node instanceof Node.Items items) {
            items.nodes().forEach(item -> asText(name, item).ifPresent(texts::add));
          } else {
            faults.add(node.line(), "'" + name + "' must be a list: write [a, b]");
          }
        });
    return texts;
  }

  /** Says of each name whether it is one, and of all whether they are too many. */
  Map<String, Node.Entry> named(String name, int most, Names rule) {
    var entries = map(name);
    if (entries.size() > most) {
      faults.add(line(name), "there are more than " + most + " " + name + ": use fewer");
    }
    rule.check(entries, faults);
    return entries;
  }

  /**
   * Says which fields nobody asked for.
   *
   * @param hints what to write instead of some unknown ones
   */
  void done(Map<String, String> hints) {
    map.entries()
        .forEach((name, entry) -> {
          if (!asked.contains(name)) {
            faults.add(
                entry.line(),
                what
                    + " has no field '"
                    + brief(name)
                    + "'"
                    + Optional.ofNullable(hints.get(name))
                        .map(hint -> ": " + hint)
                        .orElseGet(() -> DidYouMean.hintOrList(name, asked)));
          }
        });
  }

  void done() {
    done(Map.of());
  }

  /** At most 80 characters of a name, for messages. */
  static String brief(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "...";
  }

  /** Whether {@code text} is a slug; says so if not. */
  boolean slug(String text, int line, String subject) {
    if (!Slug.isValid(text)) {
      faults.add(line, subject + " '" + brief(text) + "' is no valid name: " + Slug.RULE);
      return false;
    }
    return true;
  }
}
