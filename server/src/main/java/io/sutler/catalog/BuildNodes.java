package io.sutler.catalog;

import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Builds nodes from a YAML parser's events, refusing what {@link StrictYaml} refuses. */
final class BuildNodes {
  /** What a document holds. */
  sealed interface Root {
    record Empty() implements Root {}

    record Full(Node node) implements Root {}
  }

  private final Parser events;
  private final StrictYaml.Limits limits;
  private int values;

  BuildNodes(Parser events, StrictYaml.Limits limits) {
    this.events = events;
    this.limits = limits;
  }

  Root root() throws MalformedYaml {
    return next(0).<Root>map(Root.Full::new).orElseGet(Root.Empty::new);
  }

  /** Empty for null. */
  private Optional<Node> next(int depth) throws MalformedYaml {
    var event = events.getEvent();
    int line = line(event);
    if (depth > limits.depth()) {
      throw new MalformedYaml(line, "this is nested deeper than " + limits.depth() + " levels");
    }
    if (++values > limits.values()) {
      throw new MalformedYaml(
          line, "there are more than " + limits.values() + " values up to here");
    }
    if (event instanceof AliasEvent
        || event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new MalformedYaml(
          line, "anchors (&) and aliases (*) are not accepted: write the text again, or quote it");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, line);
      case SequenceStartEvent start -> {
        refuseTag(start.getTag(), line);
        yield Optional.of(items(line, depth));
      }
      case MappingStartEvent start -> {
        refuseTag(start.getTag(), line);
        yield Optional.of(mapping(line, depth));
      }
      default -> throw new MalformedYaml(line, "this is no YAML value");
    };
  }

  private Node items(int line, int depth) throws MalformedYaml {
    List<Node> nodes = new ArrayList<>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      int at = line(events.peekEvent());
      nodes.add(
          next(depth + 1)
              .orElseThrow(
                  () -> new MalformedYaml(at, "an item is empty: fill it in or remove it")));
    }
    events.getEvent();
    return new Node.Items(line, nodes);
  }

  private Node mapping(int line, int depth) throws MalformedYaml {
    SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      int at = line(events.peekEvent());
      var key =
          next(depth + 1)
              .flatMap(n -> n.data() instanceof String text ? Optional.of(text) : Optional.empty())
              .orElseThrow(
                  () -> new MalformedYaml(at, "a field's name must be text: put it in quotes"));
      if (key.equals("<<")) {
        throw new MalformedYaml(at, "merge keys (<<) are not accepted: write the fields out");
      }
      var value =
          next(depth + 1)
              .orElseThrow(() ->
                  new MalformedYaml(at, "'" + key + "' has no value: give it one or leave it out"));
      if (entries.put(key, new Node.Entry(at, value)) != null) {
        throw new MalformedYaml(at, "'" + key + "' stands here twice: remove one");
      }
    }
    events.getEvent();
    return new Node.Mapping(line, entries);
  }

  private static Optional<Node> scalar(ScalarEvent event, int line) throws MalformedYaml {
    refuseTag(event.getTag(), line);
    String text = event.getValue();
    if (text.indexOf('\0') >= 0 || SecretRef.isIn(text)) {
      throw new MalformedYaml(
          line, "the characters U+0000, U+0001 and U+0002 are not accepted: remove them");
    }
    return event.isPlain()
        ? PlainScalar.read(text, line).map(data -> new Node.Scalar(line, data))
        : Optional.of(new Node.Scalar(line, text));
  }

  private static void refuseTag(@org.jspecify.annotations.Nullable String tag, int line)
      throws MalformedYaml {
    if (tag != null) {
      throw new MalformedYaml(line, "tags (" + tag + ") are not accepted: write the plain value");
    }
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
